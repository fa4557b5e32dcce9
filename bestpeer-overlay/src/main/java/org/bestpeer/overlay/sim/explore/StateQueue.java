package org.bestpeer.overlay.sim.explore;

import java.util.ArrayDeque;
import java.util.Deque;

/** States that are still to be looked at, with their numbers, without an object for each; taken out at both ends. */
final class StateQueue {
    private static final int CHUNK = 1 << 18;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int size;
    private int number;

    /** States one behind the other: number, the state, and how many cells that took. */
    private static final class Chunk {
        private final int[] cells;
        private int begin;
        private int end;

        Chunk(int capacity) {
            cells = new int[capacity];
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Number of the state that was taken out last. */
    int number() {
        return number;
    }

    void add(State state, int stateNumber) {
        int needed = state.written() + 2;
        Chunk last = chunks.peekLast();
        if (last == null || last.end + needed > last.cells.length) {
            last = new Chunk(Math.max(CHUNK, needed));
            chunks.addLast(last);
        }
        last.cells[last.end] = stateNumber;
        state.writeTo(last.cells, last.end + 1);
        last.cells[last.end + needed - 1] = needed;
        last.end += needed;
        size++;
    }

    /** Takes out the first state; there must be one. */
    void pollFirst(State into) {
        Chunk first = chunks.getFirst();
        number = first.cells[first.begin];
        first.begin += into.readFrom(first.cells, first.begin + 1) + 2;
        size--;
        if (first.begin == first.end) {
            chunks.removeFirst();
        }
    }

    /** Takes out the last state; there must be one. */
    void pollLast(State into) {
        Chunk last = chunks.getLast();
        last.end -= last.cells[last.end - 1];
        number = last.cells[last.end];
        into.readFrom(last.cells, last.end + 1);
        size--;
        if (last.begin == last.end) {
            chunks.removeLast();
        }
    }
}
