package org.bestpeer.overlay.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Which positions are taken and by whom, in key order. Keeps beside it where a leaf may be added and which one may go:
 * both depend only on the children and the routing tables around, so a change of one position concerns O(log N) others.
 */
final class Shape {
    /** 2^64 / golden ratio: its multiples, taken modulo 2^64, spread evenly. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Map<Position, PeerId> taken = new HashMap<>();
    private final NavigableMap<Position, PeerId> order = new TreeMap<>();
    private final NavigableSet<Position> removable = new TreeSet<>();
    private final NavigableSet<Position> free = new TreeSet<>();
    private final NavigableMap<Integer, NavigableSet<Position>> freeByLevel = new TreeMap<>();

    Shape() {
        reconsiderPlace(Position.ROOT);
    }

    NavigableMap<Position, PeerId> order() {
        return Collections.unmodifiableNavigableMap(order);
    }

    NavigableSet<Position> removable() {
        return Collections.unmodifiableNavigableSet(removable);
    }

    NavigableSet<Position> free() {
        return Collections.unmodifiableNavigableSet(free);
    }

    @Nullable
    PeerId at(Position position) {
        return taken.get(position);
    }

    void vacate(Position position) {
        taken.remove(position);
        order.remove(position);
    }

    void take(Position position, PeerId peer) {
        taken.put(position, peer);
        order.put(position, peer);
    }

    /** To be called with the positions that were vacated or taken, before the next question. */
    void reconsider(Iterable<Position> changed) {
        Set<Position> parents = new HashSet<>();
        Set<Position> leaves = new HashSet<>();
        for (Position position : changed) {
            parents.add(position);
            parents.addAll(table(position));
            leaves.add(position);
            if (position.isRoot()) {
                reconsiderPlace(position);
            } else {
                parents.add(position.parent());
                leaves.add(position.parent());
                leaves.addAll(table(position.parent()));
            }
        }
        for (Position parent : parents) {
            reconsiderPlace(parent.child(Side.LEFT));
            reconsiderPlace(parent.child(Side.RIGHT));
        }
        leaves.forEach(this::reconsiderLeaf);
    }

    private void reconsiderPlace(Position place) {
        boolean open = !taken.containsKey(place)
                && (place.isRoot() || (taken.containsKey(place.parent()) && hasFullTables(place.parent())));
        NavigableSet<Position> sameLevel = freeByLevel.computeIfAbsent(place.level(), level -> new TreeSet<>());
        if (open) {
            free.add(place);
            sameLevel.add(place);
        } else {
            free.remove(place);
            sameLevel.remove(place);
        }
    }

    private void reconsiderLeaf(Position leaf) {
        if (taken.containsKey(leaf) && mayBeEmpty(leaf)) {
            removable.add(leaf);
        } else {
            removable.remove(leaf);
        }
    }

    /** Whether nobody stands below this position or relies on it in a routing table that has to be full. */
    boolean mayBeEmpty(Position position) {
        return !hasChild(position) && table(position).stream().noneMatch(this::hasChild);
    }

    boolean hasChild(Position position) {
        return taken.containsKey(position.child(Side.LEFT)) || taken.containsKey(position.child(Side.RIGHT));
    }

    boolean hasFullTables(Position position) {
        return table(position).stream().allMatch(taken::containsKey);
    }

    /** The positions, free or taken, to which the routing tables of a position point. */
    static List<Position> table(Position position) {
        List<Position> positions = new ArrayList<>();
        for (int slot = 0; slot < position.tableSize(Side.LEFT); slot++) {
            positions.add(new Position(position.level(), position.number() - (1L << slot)));
        }
        for (int slot = 0; slot < position.tableSize(Side.RIGHT); slot++) {
            positions.add(new Position(position.level(), position.number() + (1L << slot)));
        }
        return positions;
    }

    /** Free places, level by level; within a level from a point that jumps about with every peer more or less. */
    List<NavigableSet<Position>> freeShallowestFirst() {
        List<NavigableSet<Position>> runs = new ArrayList<>();
        freeByLevel.forEach((level, places) -> {
            long start = level == 0 ? 1 : 1 + ((taken.size() * GOLDEN) >>> (64 - level));
            runs.add(places.tailSet(new Position(level, start), true));
            runs.add(places.headSet(new Position(level, start), false));
        });
        return runs;
    }

    /** Whether fewer peers stand between the middle and the low place than between it and the high one, or as many. */
    boolean isLowNearer(Position low, Position middle, Position high) {
        Iterator<Position> down =
                order.subMap(low, false, middle, false).descendingKeySet().iterator();
        Iterator<Position> up =
                order.subMap(middle, false, high, false).navigableKeySet().iterator();
        while (down.hasNext() && up.hasNext()) {
            down.next();
            up.next();
        }
        return !down.hasNext();
    }

    /** Whether at most so many peers stand between. */
    boolean isWithin(Position one, Position other, int peers) {
        Position low = one.compareTo(other) < 0 ? one : other;
        Position high = low.equals(one) ? other : one;
        return order.subMap(low, false, high, false).keySet().stream()
                        .limit(peers + 1L)
                        .count()
                <= peers;
    }
}
