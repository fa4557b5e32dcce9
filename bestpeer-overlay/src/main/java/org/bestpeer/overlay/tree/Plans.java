package org.bestpeer.overlay.tree;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/**
 * Changes that keep a tree whole. They only read the tree. Those that need peers which are not usable now are empty;
 * arguments that do not fit the tree, as an opening that has since been taken, are refused with
 * {@link IllegalArgumentException}.
 */
public final class Plans {
    private Plans() {}

    /**
     * A leaf place for a joiner.
     *
     * @param donor its in-order neighbour there, who gives a part of its range and has to say where to cut it
     * @param side which end of the donor's range the joiner takes
     */
    public record Opening(Position place, PeerId donor, Side side) {}

    /** The shallowest free place with a usable in-order neighbour; of the two the one with more load is the donor. */
    public static Optional<Opening> opening(Tree tree, ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        for (NavigableSet<Position> run : tree.shape().freeShallowestFirst()) {
            for (Position place : run) {
                Optional<PeerId> before = tree.before(place).filter(usable);
                Optional<PeerId> after = tree.after(place).filter(usable);
                if (before.isPresent()
                        && (after.isEmpty() || load.applyAsLong(before.get()) >= load.applyAsLong(after.get()))) {
                    return Optional.of(new Opening(place, before.get(), Side.RIGHT));
                }
                if (after.isPresent()) {
                    return Optional.of(new Opening(place, after.get(), Side.LEFT));
                }
            }
        }
        return Optional.empty();
    }

    /** The joiner takes the place, and the donor's keys on its side of the cut. */
    public static Change join(Tree tree, PeerId joiner, Opening opening, Key cut) {
        Position place = opening.place();
        Optional<PeerId> neighbour = opening.side() == Side.RIGHT ? tree.before(place) : tree.after(place);
        if (!tree.shape().free().contains(place) || !neighbour.equals(Optional.of(opening.donor()))) {
            throw new IllegalArgumentException("the place is no longer open: %s beside %s; look for another one"
                    .formatted(place, opening.donor()));
        }
        if (tree.contains(joiner)) {
            throw new IllegalArgumentException("has joined already: " + joiner);
        }
        PeerId donor = opening.donor();
        KeyRange range = tree.range(donor);
        Ranges.requireInside(range, cut);
        Side side = opening.side();
        return new Change(List.of(
                new Seat(joiner, place, Ranges.part(range, cut, side)),
                new Seat(donor, tree.position(donor), Ranges.part(range, cut, side.opposite()))));
    }

    /** The first peer of an empty tree. */
    public static Change found(PeerId peer) {
        return new Change(List.of(new Seat(peer, Position.ROOT, KeyRange.ALL)));
    }

    /**
     * A removable leaf leaves its range to an adjacent usable peer, the one with less load. Another peer is replaced by
     * the nearest removable usable leaf, which leaves its own range likewise, or keeps it if it is adjacent. The last
     * peer may leave: the tree is then empty.
     */
    public static Optional<Change> leave(
            Tree tree, PeerId leaver, ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        return new Departure(tree, leaver, load, usable).plan(false);
    }

    /**
     * The same for a dead peer. If nobody usable can take a leaf's range, a dead neighbour gets it, in the model only:
     * its own repair moves it on, and two that are left and dead both go. Empty if every removable leaf is dead, or stands between dead peers and may be the last
     * that keeps what they held: repair one of those first.
     *
     * @param usable false for all dead peers
     */
    public static Optional<Change> repair(
            Tree tree, PeerId dead, ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        return new Departure(tree, dead, load, usable).plan(true);
    }

    /** The border between two peers adjacent in key order moves to this key. */
    public static Change shiftBorder(Tree tree, PeerId left, PeerId right, Key cut) {
        if (!tree.after(left).equals(Optional.of(right))) {
            throw new IllegalArgumentException("not adjacent in key order: %s, %s".formatted(left, right));
        }
        KeyRange both = Ranges.union(tree.range(left), tree.range(right));
        Ranges.requireInside(both, cut);
        return new Change(List.of(
                new Seat(left, tree.position(left), Ranges.part(both, cut, Side.LEFT)),
                new Seat(right, tree.position(right), Ranges.part(both, cut, Side.RIGHT))));
    }

    /**
     * A light peer gives its range to the lighter of its usable neighbours and comes to stand beside a heavy one,
     * taking the keys on that side of the cut. Peers in between are shifted by one place along the key order where the
     * tree would lose its balance otherwise; they keep their ranges.
     *
     * <p>Empty if the two are neighbours (shift the border then), if no neighbour of the light one is usable, or if more
     * than {@code maxShift} others, or one that is not usable, would have to move.
     */
    public static Optional<Change> relocate(
            Tree tree,
            PeerId light,
            PeerId heavy,
            Side side,
            Key cut,
            int maxShift,
            ToLongFunction<PeerId> load,
            Predicate<PeerId> usable) {
        return new Relocation(tree, light, heavy, side).plan(cut, maxShift, load, usable);
    }
}
