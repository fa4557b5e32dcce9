package org.bestpeer.overlay.sim.explore;

import java.util.List;
import java.util.Optional;

/**
 * What an exploration found.
 *
 * @param end why it ended
 * @param states number of different states
 * @param steps number of steps between them
 * @param depth number of steps to the state that is farthest from the first
 * @param violation what is broken, if anything
 * @param trace the way there; the shortest unless the search went deep
 */
public record Exploration(End end, long states, long steps, int depth, Optional<String> violation, List<String> trace) {
    /** Why an exploration ended. */
    public enum End {
        /** All states have been looked at. */
        FIXPOINT,
        /** There were more than it was to look at. */
        CAPPED,
        /** Something is broken. */
        VIOLATION
    }

    public Exploration {
        trace = List.copyOf(trace);
    }

    @Override
    public String toString() {
        String found = violation
                .map(text -> ": %s%n  %s".formatted(text, String.join("%n  ".formatted(), trace)))
                .orElse("");
        return "%s after %,d states, %,d steps, depth %d%s".formatted(end, states, steps, depth, found);
    }
}
