package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.bestpeer.overlay.env.Clock;
import org.bestpeer.overlay.env.Scheduler;

/** The world's time and what is to happen, in order of time and then of scheduling. */
final class Timeline implements Clock, Scheduler {
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong((Event event) -> event.time).thenComparingLong(event -> event.sequence));
    private long now;
    private long sequence;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        Event event = new Event(now + delay.toNanos(), sequence++, action);
        events.add(event);
        return event;
    }

    /** Lets the next event happen, if it is not later than the given time; false if there is none. */
    boolean step(long until) {
        Event next = events.peek();
        while (next != null && next.cancelled) {
            events.remove();
            next = events.peek();
        }
        if (next == null || next.time > until) {
            now = Math.max(now, until);
            return false;
        }
        events.remove();
        now = next.time;
        next.action.run();
        return true;
    }

    private static final class Event implements Timer {
        private final long time;
        private final long sequence;
        private final Runnable action;
        private boolean cancelled;

        Event(long time, long sequence, Runnable action) {
            this.time = time;
            this.sequence = sequence;
            this.action = action;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
