package org.bestpeer.engine.exec.operator;

import java.time.Instant;
import org.bestpeer.engine.exec.Workspace;

/**
 * What a run may take.
 *
 * @param workspace what the operators may hold
 * @param deadline after it the run is given up
 */
public record ExecutionLimits(Workspace workspace, Instant deadline) {
    /** For a fragment at its owner. */
    public static final long FRAGMENT_MEMORY = 128L << 20;

    /** For the rest of a query at its coordinator. */
    public static final long QUERY_MEMORY = 256L << 20;

    /** A run with so many bytes of memory of its own. */
    public ExecutionLimits(long memoryBytes, Instant deadline) {
        this(Workspace.of(memoryBytes), deadline);
    }
}
