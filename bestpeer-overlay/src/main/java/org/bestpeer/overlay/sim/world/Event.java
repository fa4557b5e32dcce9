package org.bestpeer.overlay.sim.world;

/** Something that is to happen; knows its place in the queue, so that it can be taken out again. */
abstract class Event {
    static final int NOT_QUEUED = -1;

    /** Place in the queue's heap, or {@link #NOT_QUEUED}; only the queue writes it. */
    int place = NOT_QUEUED;

    /** Lets it happen; false if it came to nothing and does not count. */
    abstract boolean fire();
}
