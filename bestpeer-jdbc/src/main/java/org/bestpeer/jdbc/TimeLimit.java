package org.bestpeer.jdbc;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** A moment after which nobody waits any longer, whatever is tried until then. */
record TimeLimit(long nanos) {
    static TimeLimit ofMillis(long millis) {
        return new TimeLimit(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The same, or that time from now if that is earlier. */
    TimeLimit within(long millis) {
        TimeLimit other = ofMillis(millis);
        return other.nanos - nanos < 0 ? other : this;
    }

    /**
     * What is left, at least 1.
     *
     * @throws SocketTimeoutException if nothing is
     */
    int leftMillis() throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("time is up");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
