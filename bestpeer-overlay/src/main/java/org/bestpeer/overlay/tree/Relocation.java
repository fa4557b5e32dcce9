package org.bestpeer.overlay.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** A light peer gives up its range and comes to stand beside a heavy one, with a part of its range. */
final class Relocation {
    private final Tree tree;
    private final PeerId light;
    private final PeerId heavy;
    private final Side side;

    Relocation(Tree tree, PeerId light, PeerId heavy, Side side) {
        this.tree = tree;
        this.light = light;
        this.heavy = heavy;
        this.side = side;
    }

    Optional<Change> plan(Key cut, int maxShift, ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        Ranges.requireInside(tree.range(heavy), cut);
        Optional<PeerId> heir = heir(load, usable);
        if (heir.isEmpty()) {
            return Optional.empty();
        }
        return moves(maxShift, usable).map(moves -> change(moves, heir.get(), cut));
    }

    Optional<Map<PeerId, Position>> moves(int maxShift, Predicate<PeerId> usable) {
        return Rotation.find(tree, light, heavy, side, maxShift, usable);
    }

    /** The lighter of the usable neighbours; nobody if the heavy one is a neighbour itself: shift the border then. */
    Optional<PeerId> heir(ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        List<PeerId> neighbours = Stream.of(tree.before(light), tree.after(light))
                .flatMap(Optional::stream)
                .toList();
        if (light.equals(heavy) || neighbours.contains(heavy)) {
            return Optional.empty();
        }
        return neighbours.stream().filter(usable).min(Comparator.comparingLong(load));
    }

    private Change change(Map<PeerId, Position> moves, PeerId heir, Key cut) {
        Map<PeerId, KeyRange> ranges = new LinkedHashMap<>();
        ranges.put(light, Ranges.part(tree.range(heavy), cut, side));
        ranges.put(heavy, Ranges.part(tree.range(heavy), cut, side.opposite()));
        ranges.put(heir, Ranges.union(tree.range(heir), tree.range(light)));
        moves.keySet().forEach(peer -> ranges.computeIfAbsent(peer, tree::range));

        List<Seat> seats = new ArrayList<>();
        ranges.forEach(
                (peer, range) -> seats.add(new Seat(peer, moves.getOrDefault(peer, tree.position(peer)), range)));
        return new Change(seats);
    }
}
