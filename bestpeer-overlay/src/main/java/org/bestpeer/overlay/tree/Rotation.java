package org.bestpeer.overlay.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Moves one peer beside another one in the key order; everybody between shifts by one place. Three ways are tried and
 * the one that shifts the fewest peers is taken:
 *
 * <ul>
 *   <li>its old place is closed and a new one opened, each by shifting to the nearest place where a leaf may go or be
 *       added without a loss of balance;
 *   <li>the same with places on the other sides;
 *   <li>the shape stays, and all between the old and the new place shift.
 * </ul>
 */
final class Rotation {
    private final Tree tree;
    private final PeerId light;
    private final PeerId heavy;
    private final Side side;
    private final int maxShift;

    private Rotation(Tree tree, PeerId light, PeerId heavy, Side side, int maxShift) {
        this.tree = tree;
        this.light = light;
        this.heavy = heavy;
        this.side = side;
        this.maxShift = maxShift;
    }

    /**
     * The new positions of all who move, among them always that of the light peer.
     *
     * @param side on which side of the heavy peer the light one is to stand
     * @param maxShift how many others may move at most
     * @param usable others may only move if they are
     */
    static Optional<Map<PeerId, Position>> find(
            Tree tree, PeerId light, PeerId heavy, Side side, int maxShift, Predicate<PeerId> usable) {
        Rotation rotation = new Rotation(tree, light, heavy, side, maxShift);
        return rotation.candidates().stream()
                .filter(moves -> moves.size() <= maxShift + 1)
                .filter(moves -> moves.keySet().stream().allMatch(peer -> peer.equals(light) || usable.test(peer)))
                .min(Comparator.comparingInt(Map::size));
    }

    private List<Map<PeerId, Position>> candidates() {
        Position from = tree.position(light);
        Position to = tree.position(heavy);
        List<Map<PeerId, Position>> found = new ArrayList<>();
        for (Position closed : closable(from)) {
            for (Position opened : openable(closed)) {
                Span closing = Span.of(from, closed);
                Span opening = Span.of(to, opened);
                if (closing.meets(opening)) {
                    found.add(shift(closing.with(opening), closed, opened));
                } else {
                    Map<PeerId, Position> moves = shift(closing, closed, null);
                    moves.putAll(shift(opening, null, opened));
                    found.add(moves);
                }
            }
        }
        if (tree.shape().isWithin(from, to, maxShift)) {
            found.add(shift(Span.of(from, to), null, null));
        }
        return found;
    }

    /** Positions from where the tree may shrink: its own, or the nearest on either side. */
    private List<Position> closable(Position from) {
        NavigableSet<Position> removable = tree.shape().removable();
        if (removable.contains(from)) {
            return List.of(from);
        }
        List<Position> nearest = new ArrayList<>();
        for (Position position : nonNull(removable.lower(from), removable.higher(from))) {
            if (tree.shape().isWithin(from, position, maxShift)) {
                nearest.add(position);
            }
        }
        return nearest;
    }

    /** Free places nearest to the gap beside the heavy peer, on either side, that stay so when a position is closed. */
    private List<Position> openable(Position closed) {
        Position gap = gap();
        NavigableSet<Position> free = tree.shape().free();
        List<Position> nearest = new ArrayList<>();
        for (NavigableSet<Position> direction :
                List.of(free.tailSet(gap, true), free.headSet(gap, false).descendingSet())) {
            for (Position place : direction) {
                if (!tree.shape().isWithin(gap, place, maxShift)) {
                    break;
                }
                Position parent = place.parent();
                if (!parent.equals(closed) && parent.slotOf(closed) < 0) {
                    nearest.add(place);
                    break;
                }
            }
        }
        return nearest;
    }

    /** The one empty place, though not always a free one, between the heavy peer and its neighbour. */
    private Position gap() {
        Position below = tree.position(heavy).child(side);
        if (tree.at(below).isEmpty()) {
            return below;
        }
        Optional<PeerId> neighbour = side == Side.LEFT ? tree.before(heavy) : tree.after(heavy);
        return tree.position(neighbour.orElseThrow()).child(side.opposite());
    }

    /** Gives the positions of a part of the tree anew, in order, to the peers that shall stand there. */
    private Map<PeerId, Position> shift(Span span, @Nullable Position closed, @Nullable Position opened) {
        NavigableMap<Position, PeerId> part = tree.shape().order().subMap(span.low(), true, span.high(), true);
        TreeSet<Position> positions = new TreeSet<>(part.keySet());
        if (closed != null) {
            positions.remove(closed);
        }
        if (opened != null) {
            positions.add(opened);
        }
        List<PeerId> peers = new ArrayList<>(part.values());
        peers.remove(light);
        int beside = peers.indexOf(heavy);
        // A span without the heavy peer, or with no place for one more, only closes the gap that the light one leaves.
        if (peers.size() < positions.size()) {
            peers.add(side == Side.LEFT ? beside : beside + 1, light);
        }
        Map<PeerId, Position> moves = new LinkedHashMap<>();
        int index = 0;
        for (Position position : positions) {
            PeerId peer = peers.get(index++);
            if (peer.equals(light) || !tree.position(peer).equals(position)) {
                moves.put(peer, position);
            }
        }
        return moves;
    }

    private static List<Position> nonNull(@Nullable Position... positions) {
        List<Position> present = new ArrayList<>();
        for (Position position : positions) {
            if (position != null) {
                present.add(position);
            }
        }
        return present;
    }

    private record Span(Position low, Position high) {
        static Span of(Position one, Position other) {
            return one.compareTo(other) < 0 ? new Span(one, other) : new Span(other, one);
        }

        boolean meets(Span other) {
            return low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
        }

        Span with(Span other) {
            return new Span(
                    low.compareTo(other.low) < 0 ? low : other.low, high.compareTo(other.high) > 0 ? high : other.high);
        }
    }
}
