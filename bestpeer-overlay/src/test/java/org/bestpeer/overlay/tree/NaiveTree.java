package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** All that a tree promises, computed from its seats alone, without thrift. */
final class NaiveTree {
    final TreeMap<Position, PeerId> order = new TreeMap<>();
    private final Map<PeerId, KeyRange> ranges = new HashMap<>();

    NaiveTree(List<Seat> seats) {
        for (Seat seat : seats) {
            assertThat(order.put(seat.position(), seat.peer())).isNull();
            assertThat(ranges.put(seat.peer(), seat.range())).isNull();
        }
    }

    static NaiveTree of(Tree tree) {
        return new NaiveTree(tree.seats());
    }

    void checkInvariants() {
        Key expected = Key.MIN;
        for (PeerId peer : order.values()) {
            assertThat(expected).as("only the last range has no end").isNotNull();
            assertThat(ranges.get(peer).low()).isEqualTo(expected);
            assertThat(ranges.get(peer).isEmpty()).isFalse();
            expected = ranges.get(peer).high();
        }
        assertThat(order.isEmpty() || expected == null).isTrue();
        for (Position position : order.keySet()) {
            if (!position.isRoot()) {
                assertThat(order).containsKey(position.parent());
            }
            if (hasChild(position)) {
                assertThat(tablesFull(position))
                        .as("full tables at %s", position)
                        .isTrue();
            }
        }
        if (!order.isEmpty()) {
            assertThat(height(Position.ROOT)).isLessThanOrEqualTo(bound(order.size()));
        }
    }

    /** Number of levels below the root. */
    int height() {
        return order.keySet().stream().mapToInt(Position::level).max().orElse(0);
    }

    static int bound(int peers) {
        return (int) (1.44 * Math.log(peers) / Math.log(2) + 1);
    }

    private int height(Position position) {
        if (!order.containsKey(position)) {
            return -1;
        }
        int left = height(position.child(Side.LEFT));
        int right = height(position.child(Side.RIGHT));
        assertThat(Math.abs(left - right)).as("balance at %s", position).isLessThanOrEqualTo(1);
        return 1 + Math.max(left, right);
    }

    boolean hasChild(Position position) {
        return order.containsKey(position.child(Side.LEFT)) || order.containsKey(position.child(Side.RIGHT));
    }

    boolean tablesFull(Position position) {
        long width = 1L << position.level();
        for (long distance = 1; distance < width; distance *= 2) {
            for (long number : new long[] {position.number() - distance, position.number() + distance}) {
                if (number >= 1 && number <= width && !order.containsKey(new Position(position.level(), number))) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean removable(Position leaf) {
        return order.containsKey(leaf)
                && !hasChild(leaf)
                && order.keySet().stream().noneMatch(other -> other.slotOf(leaf) >= 0 && hasChild(other));
    }

    Set<Position> freePlaces() {
        Set<Position> places = new TreeSet<>();
        if (order.isEmpty()) {
            places.add(Position.ROOT);
        }
        for (Position parent : order.keySet()) {
            for (Side side : Side.values()) {
                if (tablesFull(parent) && !order.containsKey(parent.child(side))) {
                    places.add(parent.child(side));
                }
            }
        }
        return places;
    }

    Set<PeerId> links(Position at) {
        Set<PeerId> links = new TreeSet<>();
        order.forEach((other, peer) -> {
            if (other.isParentOf(at) || at.isParentOf(other) || at.slotOf(other) >= 0) {
                links.add(peer);
            }
        });
        links.addAll(ring(at));
        links.remove(order.get(at));
        return links;
    }

    /** Before and after in the ring. */
    List<PeerId> ring(Position at) {
        Position before = order.lowerKey(at) == null ? order.lastKey() : order.lowerKey(at);
        Position after = order.higherKey(at) == null ? order.firstKey() : order.higherKey(at);
        return List.of(order.get(before), order.get(after));
    }

    int peersBetween(Position one, Position other) {
        Position low = one.compareTo(other) < 0 ? one : other;
        Position high = low.equals(one) ? other : one;
        return (int) order.keySet().stream()
                .filter(position -> position.compareTo(low) > 0 && position.compareTo(high) < 0)
                .count();
    }

    Map<PeerId, Position> positions() {
        Map<PeerId, Position> positions = new TreeMap<>(Comparator.naturalOrder());
        order.forEach((position, peer) -> positions.put(peer, position));
        return positions;
    }

    KeyRange range(PeerId peer) {
        return ranges.get(peer);
    }
}
