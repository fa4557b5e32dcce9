package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Side;

/** Where a search goes next. */
final class Routing {
    private Routing() {}

    /** A link that holds the key, as far as is known here. */
    static Optional<NodeInfo> holder(Links links, Key key) {
        for (NodeInfo info : links.all()) {
            if (info.range().contains(key)) {
                return Optional.of(info);
            }
        }
        return Optional.empty();
    }

    /** Links to try for a key that is not in the own range, best first. */
    static List<NodeInfo> towards(Links links, KeyRange own, Key key) {
        Side side = key.compareTo(own.low()) < 0 ? Side.LEFT : Side.RIGHT;
        Map<PeerId, NodeInfo> order = new LinkedHashMap<>();
        holder(links, key).ifPresent(info -> add(order, info));
        if (links.hasGap(side, info -> overshoots(info.range(), key, side))) {
            // Only a leaf has gaps, and would come near in many small steps: its parent's table is full.
            links.parent().ifPresent(info -> add(order, info));
        }
        List<NodeInfo> beyond = new ArrayList<>();
        // Farthest first: each hop then at least halves the distance left, and the root carries no more than a leaf.
        for (NodeInfo info : links.table(side)) {
            if (overshoots(info.range(), key, side)) {
                beyond.add(info);
            } else {
                add(order, info);
            }
        }
        links.child(side).ifPresent(info -> add(order, info));
        links.adjacent(side).ifPresent(info -> add(order, info));
        // Only when all of these are silent: ways round.
        links.parent().ifPresent(info -> add(order, info));
        Collections.reverse(beyond);
        beyond.forEach(info -> add(order, info));
        links.table(side.opposite()).forEach(info -> add(order, info));
        links.all().forEach(info -> add(order, info));
        return List.copyOf(order.values());
    }

    /** Whether the key lies strictly before the range, seen in the direction of the side. */
    private static boolean overshoots(KeyRange range, Key key, Side side) {
        return side == Side.RIGHT
                ? range.low().compareTo(key) > 0
                : range.high() != null && range.high().compareTo(key) <= 0;
    }

    private static void add(Map<PeerId, NodeInfo> order, NodeInfo info) {
        order.putIfAbsent(info.id(), info);
    }
}
