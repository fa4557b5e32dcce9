package org.bestpeer.overlay.env;

/** Monotonic time. */
public interface Clock {
    /** Nanoseconds since some fixed moment; never goes back. */
    long nanos();
}
