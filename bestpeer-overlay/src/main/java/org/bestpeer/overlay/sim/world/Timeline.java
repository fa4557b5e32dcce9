package org.bestpeer.overlay.sim.world;

/** The world's time, what is to happen, and what has happened. */
final class Timeline {
    final EventQueue queue = new EventQueue();
    final EventHash hash = new EventHash();

    private long now;
    private long events;

    long now() {
        return now;
    }

    long events() {
        return events;
    }

    void at(long time, Event event) {
        queue.add(Math.max(time, now), event);
    }

    /** Lets the next event happen, if it is not later than the given time; false if there is none. */
    boolean step(long until) {
        while (queue.firstTime() <= until) {
            now = queue.firstTime();
            Event next = queue.poll();
            if (next != null && next.fire()) {
                events++;
                return true;
            }
        }
        now = until == Long.MAX_VALUE ? now : Math.max(now, until);
        return false;
    }

    /** Takes an event out, unless it has happened. */
    void cancel(Event event) {
        queue.remove(event);
    }

    void record(int kind, int target, long messageHash) {
        hash.add(now, kind, target, messageHash);
    }

    /** Something that the world's driver wants done at a time. */
    static final class Appointment extends Event {
        private final Runnable action;

        Appointment(Runnable action) {
            this.action = action;
        }

        @Override
        boolean fire() {
            action.run();
            return true;
        }
    }
}
