package org.bestpeer.overlay.sim.explore;

import java.util.ArrayDeque;
import java.util.Deque;

/** States that are still to be looked at, first in first out, without an object for each. */
final class StateQueue {
    private static final int CHUNK = 1 << 18;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int size;
    private int readAt;

    private static final class Chunk {
        private final int[] cells;
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

    void add(State state) {
        Chunk last = chunks.peekLast();
        if (last == null || last.end + state.written() > last.cells.length) {
            last = new Chunk(Math.max(CHUNK, state.written()));
            chunks.addLast(last);
        }
        last.end += state.writeTo(last.cells, last.end);
        size++;
    }

    /** Takes out the first state; there must be one. */
    void poll(State into) {
        Chunk first = chunks.getFirst();
        if (readAt == first.end) {
            chunks.removeFirst();
            readAt = 0;
            first = chunks.getFirst();
        }
        readAt += into.readFrom(first.cells, readAt);
        size--;
    }
}
