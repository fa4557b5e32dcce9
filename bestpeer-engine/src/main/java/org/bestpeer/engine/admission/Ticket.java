package org.bestpeer.engine.admission;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The right of one piece of work to a place, sooner or later. Entered and left by one thread at a time, closed by any. */
public final class Ticket implements AutoCloseable {
    private final Admission admission;
    final Condition turn;
    final String party;
    State state = State.AWAY;
    boolean begun;
    boolean closing;
    boolean watches;
    long idleSince;

    enum State {
        /** Without a place. */
        AWAY,
        /** In a line. */
        WAITING,
        RUNNING,
        /** In a place, but standing still. */
        IDLE,
        CLOSED
    }

    Ticket(Admission admission, Condition turn, String party) {
        this.admission = admission;
        this.turn = turn;
        this.party = party;
    }

    /**
     * Begins to work, or goes on; waits for a place if need be.
     *
     * @param patience how long to wait at most
     * @throws BestPeerException OVERLOADED if too many wait, DEADLINE_EXCEEDED if no place came in time, CANCELLED if it was
     *     closed
     */
    public void enter(Duration patience) {
        admission.enter(this, patience);
    }

    /** Stands still until it is entered again. Without effect if it has no place. */
    public void leave() {
        admission.leave(this);
    }

    /** Ends it; a place that is being worked in is free once that is left. Idempotent. */
    @Override
    public void close() {
        admission.close(this);
    }

    static BestPeerException cancelled(@Nullable Throwable cause) {
        return new BestPeerException(ErrorCode.CANCELLED, "the query was cancelled", cause);
    }
}
