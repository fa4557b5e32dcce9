package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Side;
import org.jspecify.annotations.Nullable;

/**
 * The peers that a peer knows: parent, children, the two adjacent ones in key order, and on its own level those at
 * distances 1, 2, 4 … to both sides. Kept in key order by position, so that the adjacent ones are the nearest known.
 */
final class Links {
    private final Position self;
    private final TreeMap<Position, NodeInfo> known = new TreeMap<>();

    Links(Position self) {
        this.self = self;
    }

    Position position() {
        return self;
    }

    Optional<NodeInfo> parent() {
        return self.isRoot() ? Optional.empty() : at(self.parent());
    }

    Optional<NodeInfo> child(Side side) {
        return at(self.child(side));
    }

    Optional<NodeInfo> adjacent(Side side) {
        Map.@Nullable Entry<Position, NodeInfo> entry =
                side == Side.LEFT ? known.lowerEntry(self) : known.higherEntry(self);
        return Optional.ofNullable(entry).map(Map.Entry::getValue);
    }

    Optional<NodeInfo> at(Position position) {
        return Optional.ofNullable(known.get(position));
    }

    /** The routing table of a side, farthest first, without the empty slots. */
    List<NodeInfo> table(Side side) {
        List<NodeInfo> found = new ArrayList<>();
        for (int slot = self.tableSize(side) - 1; slot >= 0; slot--) {
            at(neighbour(side, slot)).ifPresent(found::add);
        }
        return found;
    }

    boolean tableIsFull(Side side) {
        return table(side).size() == self.tableSize(side);
    }

    boolean tablesAreFull() {
        return tableIsFull(Side.LEFT) && tableIsFull(Side.RIGHT);
    }

    private Position neighbour(Side side, int slot) {
        long distance = 1L << slot;
        return new Position(self.level(), side == Side.LEFT ? self.number() - distance : self.number() + distance);
    }

    Collection<NodeInfo> all() {
        return Collections.unmodifiableCollection(known.values());
    }

    Optional<NodeInfo> of(PeerId id) {
        return known.values().stream().filter(info -> info.id().equals(id)).findFirst();
    }

    /** Takes in what a peer says of itself, if it is a link and this is news; returns whether it was. */
    boolean integrate(NodeInfo info) {
        Position position = info.position();
        if (position.equals(self) || !belongs(self, position)) {
            return false;
        }
        NodeInfo before = known.get(position);
        if (before != null && before.id().equals(info.id()) && !info.isNewerThan(before)) {
            return false;
        }
        known.put(position, info);
        known.keySet().removeIf(other -> !belongs(self, other));
        return true;
    }

    /** Whether a peer should be a link and is not, or not in this life. */
    boolean wants(Ref ref) {
        Position position = ref.position();
        if (position.equals(self) || !belongs(self, position)) {
            return false;
        }
        NodeInfo info = known.get(position);
        return info == null || info.ref().incarnation() < ref.incarnation();
    }

    private boolean belongs(Position of, Position other) {
        if (isFixedLink(of, other)) {
            return true;
        }
        boolean left = other.compareTo(of) < 0;
        Position nearest = left ? known.lowerKey(of) : known.higherKey(of);
        return nearest == null || (left ? other.compareTo(nearest) >= 0 : other.compareTo(nearest) <= 0);
    }

    private static boolean isFixedLink(Position of, Position other) {
        return of.isParentOf(other) || other.isParentOf(of) || of.slotOf(other) >= 0;
    }

    /** Those among the peers known here, and their children, that should be links of another position. */
    List<Ref> hintsFor(Position other, NodeInfo own) {
        TreeMap<Position, Ref> candidates = new TreeMap<>();
        for (NodeInfo info : known.values()) {
            addWithChildren(info, candidates);
        }
        addWithChildren(own, candidates);
        candidates.remove(other);
        List<Ref> hints = new ArrayList<>();
        Position below = candidates.lowerKey(other);
        Position above = candidates.higherKey(other);
        for (Ref candidate : candidates.values()) {
            Position position = candidate.position();
            if (position.equals(below) || position.equals(above) || isFixedLink(other, position)) {
                hints.add(candidate);
            }
        }
        return hints;
    }

    private static void addWithChildren(NodeInfo info, Map<Position, Ref> into) {
        // What a peer says of itself is fresher than what its parent says of it.
        into.merge(info.position(), info.ref(), Links::fresher);
        if (info.leftChild() != null) {
            into.merge(info.leftChild().position(), info.leftChild(), Links::fresher);
        }
        if (info.rightChild() != null) {
            into.merge(info.rightChild().position(), info.rightChild(), Links::fresher);
        }
    }

    private static Ref fresher(Ref one, Ref other) {
        return other.incarnation() > one.incarnation() ? other : one;
    }
}
