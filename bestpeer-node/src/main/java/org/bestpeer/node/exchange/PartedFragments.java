package org.bestpeer.node.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.operator.PartedRows;

/**
 * The repartitioned fragments that run here. Receivers and the home peer ask in any order: a receiver that is early waits until
 * the home peer has said who may have which part. Thread-safe.
 */
final class PartedFragments {
    private static final int MOST_WAITING = 4096;

    private final Map<Key, Parted> running = new HashMap<>();
    private int waiting;

    /** One fragment of one query. */
    record Key(String homePeer, String queryId, int fragment) {}

    /**
     * Its rows.
     *
     * @param receivers peers; each may have the part of its place in the list
     */
    record Parted(List<String> receivers, PartedRows rows) {}

    /** The fragment has begun. */
    synchronized void begin(Key key, Parted parted) {
        if (running.putIfAbsent(key, parted) != null) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "fragment refused: it runs already");
        }
        notifyAll();
    }

    /** The fragment is over; without effect if another one runs under its name. */
    synchronized void end(Key key, PartedRows rows) {
        Parted parted = running.get(key);
        if (parted != null && parted.rows == rows) {
            running.remove(key);
        }
    }

    /**
     * The rows of a fragment, once it has begun.
     *
     * @param givenUp whether nobody waits for them any more; {@link #wake} makes it noticed
     * @throws BestPeerException ACCESS_DENIED if they are not for this receiver; DEADLINE_EXCEEDED after the patience;
     *     OVERLOADED if too many wait already; CANCELLED
     */
    synchronized PartedRows await(Key key, int part, String receiver, Duration patience, BooleanSupplier givenUp) {
        if (!running.containsKey(key) && waiting >= MOST_WAITING) {
            throw new BestPeerException(ErrorCode.OVERLOADED, "too many wait for repartitioned rows");
        }
        waiting++;
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (!running.containsKey(key)) {
                pause(end, givenUp);
            }
        } finally {
            waiting--;
        }
        Parted parted = running.get(key);
        if (part < 0
                || part >= parted.receivers.size()
                || !parted.receivers.get(part).equals(receiver)) {
            throw new BestPeerException(ErrorCode.ACCESS_DENIED, "these rows are for another peer");
        }
        return parted.rows;
    }

    private void pause(long end, BooleanSupplier givenUp) {
        long left = end - System.nanoTime();
        if (givenUp.getAsBoolean()) {
            throw new BestPeerException(ErrorCode.CANCELLED, "nobody waits for these rows any more");
        }
        if (left <= 0) {
            throw new BestPeerException(
                    ErrorCode.DEADLINE_EXCEEDED, "the home peer did not ask for these rows within the time limit");
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the peer is stopping", e);
        }
    }

    /** Somebody has given up. */
    synchronized void wake() {
        notifyAll();
    }
}
