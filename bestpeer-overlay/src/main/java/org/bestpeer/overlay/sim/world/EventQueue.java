package org.bestpeer.overlay.sim.world;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events in order of time, then of scheduling: a heap with four children per node, its keys in arrays of their own, so that
 * comparing does not leave the cache. Removal from the middle is cheap; cancelled timers do not pile up.
 */
final class EventQueue {
    private static final int FAN_OUT = 4;
    private static final int INITIAL = 1024;

    private long[] times = new long[INITIAL];
    private long[] sequences = new long[INITIAL];
    private @Nullable Event[] events = new Event[INITIAL];
    private int size;
    private long sequence;

    int size() {
        return size;
    }

    /** Time of the first event, or {@link Long#MAX_VALUE}. */
    long firstTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(long time, Event event) {
        if (size == times.length) {
            grow();
        }
        siftUp(size++, time, sequence++, event);
    }

    /** Takes out the first event; null if there is none. */
    @Nullable
    Event poll() {
        if (size == 0) {
            return null;
        }
        Event first = events[0];
        removeAt(0);
        return first;
    }

    /** Takes an event out, if it is in. */
    boolean remove(Event event) {
        if (event.place == Event.NOT_QUEUED) {
            return false;
        }
        removeAt(event.place);
        return true;
    }

    /** Shows all events, in no particular order; they must not be added or removed meanwhile. */
    void forEach(Consumer<Event> visitor) {
        for (int i = 0; i < size; i++) {
            Event event = events[i];
            if (event != null) {
                visitor.accept(event);
            }
        }
    }

    private void removeAt(int hole) {
        Event removed = events[hole];
        if (removed != null) {
            removed.place = Event.NOT_QUEUED;
        }
        int last = --size;
        Event moved = events[last];
        events[last] = null;
        if (last == hole || moved == null) {
            return;
        }
        long time = times[last];
        long order = sequences[last];
        int parent = (hole - 1) / FAN_OUT;
        if (hole > 0 && isBefore(time, order, parent)) {
            siftUp(hole, time, order, moved);
        } else {
            siftDown(hole, time, order, moved);
        }
    }

    private void siftUp(int from, long time, long order, Event event) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / FAN_OUT;
            if (!isBefore(time, order, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, order, event);
    }

    private void siftDown(int from, long time, long order, Event event) {
        int at = from;
        while (true) {
            int first = at * FAN_OUT + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + FAN_OUT, size);
            for (int child = first + 1; child < end; child++) {
                if (isBefore(times[child], sequences[child], least)) {
                    least = child;
                }
            }
            if (isBefore(time, order, least)) {
                break;
            }
            move(least, at);
            at = least;
        }
        put(at, time, order, event);
    }

    private boolean isBefore(long time, long order, int other) {
        long otherTime = times[other];
        return time < otherTime || (time == otherTime && order < sequences[other]);
    }

    private void move(int from, int to) {
        Event event = events[from];
        times[to] = times[from];
        sequences[to] = sequences[from];
        events[to] = event;
        if (event != null) {
            event.place = to;
        }
    }

    private void put(int at, long time, long order, Event event) {
        times[at] = time;
        sequences[at] = order;
        events[at] = event;
        event.place = at;
    }

    private void grow() {
        int capacity = times.length * 2;
        times = Arrays.copyOf(times, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        events = Arrays.copyOf(events, capacity);
    }
}
