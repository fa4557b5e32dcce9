package org.bestpeer.overlay.sim;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.NodeView;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/** What must hold of a tree at rest. */
public final class Invariants {
    private static final double HEIGHT_FACTOR = 1.44;

    private final List<NodeView> nodes;
    private final Map<Position, NodeView> byPosition = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private Invariants(List<NodeView> nodes) {
        this.nodes = nodes;
        for (NodeView node : nodes) {
            NodeView other = byPosition.put(position(node), node);
            require(other == null, "%s and %s stand at the same place", node, other);
        }
    }

    /** Everything that is wrong with a tree whose peers are all there, in key order. */
    public static List<String> violations(List<NodeView> nodes) {
        Invariants invariants = new Invariants(nodes);
        invariants.check();
        return List.copyOf(invariants.violations);
    }

    /** Longest way of a search in a tree of so many peers. */
    public static int hopBound(int peers) {
        return (int) Math.ceil(HEIGHT_FACTOR * log2(peers)) + 2;
    }

    private static double log2(int peers) {
        return Math.log(Math.max(1, peers)) / Math.log(2);
    }

    private void check() {
        require(byPosition.containsKey(new Position(0, 1)), "there is no root");
        Key end = Key.MIN;
        for (int i = 0; i < nodes.size(); i++) {
            NodeView node = nodes.get(i);
            boolean last = i == nodes.size() - 1;
            require(
                    node.info().range().low().equals(end),
                    "range of %s begins at %s, not at %s",
                    node.info().ref(),
                    node.info().range().low(),
                    end);
            Key high = node.info().range().high();
            require(
                    (high == null) == last,
                    "range of %s has the wrong end %s",
                    node.info().ref(),
                    high);
            end = high == null ? end : high;
            checkAdjacent("left", node, node.leftAdjacent(), i == 0 ? null : nodes.get(i - 1));
            checkAdjacent("right", node, node.rightAdjacent(), last ? null : nodes.get(i + 1));
            checkTreeLinks(node);
            checkTables(node);
        }
        int height = height(new Position(0, 1));
        require(
                height <= HEIGHT_FACTOR * log2(nodes.size()) + 1,
                "the tree of %s peers has height %s",
                nodes.size(),
                height);
    }

    private void checkAdjacent(String side, NodeView node, Optional<NodeInfo> link, @Nullable NodeView expected) {
        require(
                same(link, expected),
                "%s adjacent of %s is %s, not %s",
                side,
                node.info(),
                link,
                expected == null ? null : expected.info());
    }

    private void checkTreeLinks(NodeView node) {
        Position position = position(node);
        if (position.level() > 0) {
            Position above = new Position(position.level() - 1, (position.number() + 1) / 2);
            NodeView parent = byPosition.get(above);
            require(parent != null, "%s has no parent", node.info().ref());
            require(
                    same(node.parent(), parent),
                    "%s knows its parent as %s",
                    node.info().ref(),
                    node.parent());
        }
        long left = 2 * position.number() - 1;
        checkChild(node, node.leftChild(), left);
        checkChild(node, node.rightChild(), left + 1);
    }

    private void checkChild(NodeView node, Optional<NodeInfo> known, long number) {
        Position place = new Position(position(node).level() + 1, number);
        require(
                same(known, byPosition.get(place)),
                "%s knows the child at %s as %s",
                node.info().ref(),
                place,
                known);
    }

    private void checkTables(NodeView node) {
        Position position = position(node);
        int slots = 0;
        long width = 1L << position.level();
        for (long distance = 1; distance < width; distance *= 2) {
            slots += checkSlot(node, position.number() - distance, node.leftTable(), width);
            slots += checkSlot(node, position.number() + distance, node.rightTable(), width);
        }
        int filled = node.leftTable().size() + node.rightTable().size();
        boolean hasChild = node.leftChild().isPresent() || node.rightChild().isPresent();
        require(
                !hasChild || filled == slots,
                "%s has a child, but only %s of %s neighbours",
                node.info().ref(),
                filled,
                slots);
    }

    private int checkSlot(NodeView node, long number, List<NodeInfo> table, long width) {
        if (number < 1 || number > width) {
            return 0;
        }
        Position place = new Position(position(node).level(), number);
        NodeView there = byPosition.get(place);
        Optional<NodeInfo> known = table.stream()
                .filter(info -> info.ref().position().equals(place))
                .findFirst();
        require(
                same(known, there),
                "%s knows its neighbour as %s, not as %s",
                node.info().ref(),
                known,
                there == null ? null : there.info());
        return 1;
    }

    private int height(Position position) {
        if (!byPosition.containsKey(position)) {
            return 0;
        }
        int left = height(new Position(position.level() + 1, 2 * position.number() - 1));
        int right = height(new Position(position.level() + 1, 2 * position.number()));
        require(Math.abs(left - right) <= 1, "subtrees of %s have heights %s and %s", position, left, right);
        return 1 + Math.max(left, right);
    }

    /** Whether a link says what is so; its revision may lag behind where nothing else changed. */
    private static boolean same(Optional<NodeInfo> link, @Nullable NodeView node) {
        if (link.isEmpty() || node == null) {
            return link.isEmpty() && node == null;
        }
        NodeInfo said = link.get();
        NodeInfo so = node.info();
        return said.ref().equals(so.ref()) && said.range().equals(so.range());
    }

    private static Position position(NodeView node) {
        return node.info().ref().position();
    }

    @FormatMethod
    private void require(boolean holds, String message, @Nullable Object... details) {
        if (!holds) {
            violations.add(message.formatted(details));
        }
    }
}
