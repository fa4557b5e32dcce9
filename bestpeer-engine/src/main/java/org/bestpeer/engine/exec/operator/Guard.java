package org.bestpeer.engine.exec.operator;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.SpillFile;
import org.bestpeer.engine.exec.Workspace;

/** Ends a run that was cancelled, takes too long or holds too much. */
final class Guard {
    private static final int STEPS_BETWEEN_CHECKS = 0xFFF;

    private final ExecutionContext context;
    private final Workspace workspace;

    Guard(ExecutionContext context) {
        this.context = context;
        this.workspace = context.limits().workspace();
    }

    /** To be called for every batch, and within whatever may take longer. */
    void check() {
        if (context.cancelled().getAsBoolean()) {
            throw new BestPeerException(ErrorCode.CANCELLED, "query was cancelled");
        }
        if (context.clock().instant().isAfter(context.limits().deadline())) {
            throw new BestPeerException(
                    ErrorCode.DEADLINE_EXCEEDED, "query took longer than it was given; raise the query timeout");
        }
    }

    /** To be called for every step of a long loop. */
    void checkSometimes(int step) {
        if ((step & STEPS_BETWEEN_CHECKS) == 0) {
            check();
        }
    }

    /** Counts memory that an operator holds until it is closed. */
    void hold(long bytes) {
        workspace.hold(bytes);
    }

    /** The same for one who can write what he holds to a file: false says that he should. */
    boolean reserve(long bytes, long own) {
        return workspace.reserve(bytes, own);
    }

    /** Whether rows may be written to files. */
    boolean spills() {
        return workspace.spill().isOn();
    }

    SpillFile newFile() {
        return workspace.spill().create();
    }

    void release(long bytes) {
        workspace.release(bytes);
    }
}
