package org.bestpeer.overlay.tree;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** How a peer goes, of its own will or dead, and who takes what it held. */
final class Departure {
    private final Tree tree;
    private final PeerId leaver;
    private final ToLongFunction<PeerId> load;
    private final Predicate<PeerId> usable;

    Departure(Tree tree, PeerId leaver, ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        this.tree = tree;
        this.leaver = leaver;
        this.load = load;
        this.usable = usable;
    }

    /** @param anyHeir whether a peer that is not usable may get a range if there is no other */
    Optional<Change> plan(boolean anyHeir) {
        if (tree.size() == 1) {
            // Asks for its range so that a stranger is refused.
            return tree.range(leaver).equals(KeyRange.ALL) ? Optional.of(gone()) : Optional.empty();
        }
        if (anyHeir && tree.size() == 2 && neighbours(leaver).noneMatch(usable)) {
            // One that got all while it is dead does not know that it is alone; it could never be replaced.
            return Optional.of(
                    new Change(tree.inOrder().stream().map(Seat::left).toList()));
        }
        if (tree.isRemovable(leaver)) {
            return heir(leaver, anyHeir).map(this::leaveTo);
        }
        // One between dead peers stays: it may be the last that keeps what they held. Repair one of those first.
        Predicate<PeerId> replaces =
                peer -> usable.test(peer) && heir(peer, false).isPresent();
        return tree.removableNear(leaver, replaces)
                .flatMap(peer -> heir(peer, false).map(heir -> replaceBy(peer, heir)));
    }

    /** Who takes the range of a leaf; the leaver, if its substitute may keep its own range along with the new one. */
    private Optional<PeerId> heir(PeerId leaf, boolean any) {
        Optional<PeerId> heir = neighbours(leaf)
                .filter(peer -> usable.test(peer) || peer.equals(leaver))
                .min(Comparator.comparingLong(load));
        return heir.isPresent() || !any ? heir : neighbours(leaf).findFirst();
    }

    private Stream<PeerId> neighbours(PeerId peer) {
        return Stream.of(tree.before(peer), tree.after(peer)).flatMap(Optional::stream);
    }

    private Change gone() {
        return new Change(List.of(Seat.left(leaver)));
    }

    private Change leaveTo(PeerId heir) {
        return new Change(List.of(Seat.left(leaver), withRangeOf(leaver, heir)));
    }

    private Change replaceBy(PeerId substitute, PeerId heir) {
        Position place = tree.position(leaver);
        KeyRange range = tree.range(leaver);
        if (heir.equals(leaver)) {
            KeyRange both = Ranges.union(range, tree.range(substitute));
            return new Change(List.of(Seat.left(leaver), new Seat(substitute, place, both)));
        }
        return new Change(
                List.of(Seat.left(leaver), new Seat(substitute, place, range), withRangeOf(substitute, heir)));
    }

    private Seat withRangeOf(PeerId giver, PeerId heir) {
        return new Seat(heir, tree.position(heir), Ranges.union(tree.range(heir), tree.range(giver)));
    }
}
