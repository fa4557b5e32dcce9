package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
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
    private final Map<Side, List<NodeInfo>> tables = new EnumMap<>(Side.class);
    private @Nullable List<NodeInfo> all;

    Links(Position self, Collection<NodeInfo> links) {
        this.self = self;
        links.forEach(this::put);
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
        List<NodeInfo> table = tables.get(side);
        if (table == null) {
            table = find(side);
            tables.put(side, table);
        }
        return table;
    }

    private List<NodeInfo> find(Side side) {
        List<NodeInfo> found = new ArrayList<>();
        for (int slot = self.tableSize(side) - 1; slot >= 0; slot--) {
            at(neighbour(side, slot)).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * Whether the slot behind the farthest neighbour that is not too far is empty, so that nobody knows whether that one is
     * half the way.
     */
    boolean hasGap(Side side, Predicate<NodeInfo> tooFar) {
        boolean gap = false;
        for (int slot = self.tableSize(side) - 1; slot >= 0; slot--) {
            Optional<NodeInfo> there = at(neighbour(side, slot));
            if (there.isPresent() && !tooFar.test(there.get())) {
                return gap;
            }
            gap = there.isEmpty();
        }
        return gap;
    }

    private Position neighbour(Side side, int slot) {
        long distance = 1L << slot;
        return new Position(self.level(), side == Side.LEFT ? self.number() - distance : self.number() + distance);
    }

    /** All of them, as they are now, in key order. */
    Collection<NodeInfo> all() {
        List<NodeInfo> now = all;
        if (now == null) {
            now = List.copyOf(known.values());
            all = now;
        }
        return now;
    }

    private void changed() {
        all = null;
        tables.clear();
    }

    /** Takes in what the scheduler says of a link, unless newer is known. */
    void put(NodeInfo info) {
        NodeInfo there = known.get(info.position());
        if (!info.position().equals(self) && (there == null || there.epoch() <= info.epoch())) {
            known.values().removeIf(other -> other.id().equals(info.id()));
            known.put(info.position(), info);
            changed();
        }
    }

    void remove(PeerId id) {
        known.values().removeIf(info -> info.id().equals(id));
        changed();
    }
}
