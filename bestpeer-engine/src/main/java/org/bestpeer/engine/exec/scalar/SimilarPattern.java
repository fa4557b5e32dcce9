package org.bestpeer.engine.exec.scalar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A SIMILAR TO pattern as a machine whose states are followed all at once, so that matching takes at most text length
 * times pattern size steps, whatever the pattern.
 */
final class SimilarPattern {
    private final List<Step> program;

    /** One state of the machine; jumps are relative. */
    sealed interface Step {
        /** Takes a character. */
        record Accept(IntPredicate characters) implements Step {}

        /** Goes on at both. */
        record Split(int first, int second) implements Step {}

        /** Goes on elsewhere. */
        record Jump(int distance) implements Step {}
    }

    SimilarPattern(List<Step> program) {
        this.program = List.copyOf(program);
    }

    /**
     * Reads a pattern.
     *
     * @param escape one character, or empty for none
     */
    static SimilarPattern of(String text, String escape) {
        return new SimilarPattern(SimilarParser.parse(text, escape));
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        int end = program.size();
        boolean[] states = new boolean[end + 1];
        enter(0, states);
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int point = text.codePointAt(at);
            boolean[] next = new boolean[end + 1];
            boolean alive = false;
            for (int state = 0; state < end; state++) {
                if (states[state]
                        && program.get(state) instanceof Step.Accept accept
                        && accept.characters().test(point)) {
                    enter(state + 1, next);
                    alive = true;
                }
            }
            if (!alive) {
                return false;
            }
            states = next;
        }
        return states[end];
    }

    /** Marks a state and all that follow it without a character. */
    private void enter(int first, boolean[] states) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(first);
        while (!open.isEmpty()) {
            int state = open.pop();
            if (states[state]) {
                continue;
            }
            states[state] = true;
            if (state < program.size()) {
                Step step = program.get(state);
                if (step instanceof Step.Split split) {
                    open.push(state + split.first());
                    open.push(state + split.second());
                } else if (step instanceof Step.Jump jump) {
                    open.push(state + jump.distance());
                }
            }
        }
    }
}
