package org.bestpeer.benchmarks.faults;

/** When a fault happens. */
enum Moment {
    /** Before the query is asked. */
    BEFORE,
    /** When an owner has just been asked for its fragment. */
    ASKED,
    /** After a batch of an owner. */
    BATCH,
    /** After an owner's last batch. */
    LAST
}
