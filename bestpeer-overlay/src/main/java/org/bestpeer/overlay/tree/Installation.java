package org.bestpeer.overlay.tree;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** Checks a change of a tree; looks only at the surroundings of what changes. */
final class Installation {
    private final Tree tree;
    private final Change change;

    Installation(Tree tree, Change change) {
        this.tree = tree;
        this.change = change;
    }

    /** Before it is carried out: no two peers at one place, and no two ranges with the same start. */
    void refuseOverlaps() {
        Set<PeerId> movers = new HashSet<>();
        change.seats().forEach(seat -> movers.add(seat.peer()));
        Set<Object> claimed = new HashSet<>();
        for (Seat seat : change.seats()) {
            Position position = seat.position();
            KeyRange range = seat.range();
            if (position == null || range == null) {
                continue;
            }
            PeerId there = tree.shape().at(position);
            if (!claimed.add(position) || (there != null && !movers.contains(there))) {
                throw new IllegalStateException("change refused: position %s is taken".formatted(position));
            }
            PeerId starting = tree.startingAt(range.low());
            if (!claimed.add(range.low()) || (starting != null && !movers.contains(starting))) {
                throw new IllegalStateException("change refused: two ranges start at key " + range.low());
            }
        }
    }

    /** After a change, of which this is the inverse: what is wrong around the old and the new seats. */
    Optional<String> fault() {
        for (Seat seat : change.seats()) {
            Optional<String> fault = Stream.of(seat, tree.seat(seat.peer()))
                    .map(Seat::position)
                    .filter(position -> position != null)
                    .flatMap(position -> faultAt(position).stream())
                    .findFirst();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> faultAt(Position position) {
        PeerId before = tree.before(position).orElse(null);
        PeerId here = tree.shape().at(position);
        PeerId after = tree.after(position).orElse(null);
        if (here == null) {
            if (!tree.shape().mayBeEmpty(position)) {
                return Optional.of("position %s must not be empty".formatted(position));
            }
            return before == null && after == null ? Optional.empty() : borderFault(before, after);
        }
        if (!position.isRoot() && !mayHaveChild(position.parent())) {
            return Optional.of("nobody may stand at position %s".formatted(position));
        }
        if (tree.range(here).isEmpty()) {
            return Optional.of("the range of %s is empty".formatted(here));
        }
        return borderFault(before, here).or(() -> borderFault(here, after));
    }

    private boolean mayHaveChild(Position parent) {
        return tree.at(parent).isPresent() && tree.shape().hasFullTables(parent);
    }

    /** Of two adjacent peers; one of them may be missing at the end of the order. */
    private Optional<String> borderFault(@Nullable PeerId left, @Nullable PeerId right) {
        Key high = left == null ? Key.MIN : tree.range(left).high();
        Key low = right == null ? null : tree.range(right).low();
        boolean meets = Objects.equals(high, low);
        return meets ? Optional.empty() : Optional.of("the ranges of %s and %s do not meet".formatted(left, right));
    }
}
