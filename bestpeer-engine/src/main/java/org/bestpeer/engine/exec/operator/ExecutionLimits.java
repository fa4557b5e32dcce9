package org.bestpeer.engine.exec.operator;

import java.time.Instant;

/**
 * What a run may take.
 *
 * @param memoryBytes about how much the operators may hold
 * @param deadline after it the run is given up
 */
public record ExecutionLimits(long memoryBytes, Instant deadline) {
    /** For a fragment at its owner. */
    public static final long FRAGMENT_MEMORY = 128L << 20;

    /** For the rest of a query at its coordinator. */
    public static final long QUERY_MEMORY = 256L << 20;

    public ExecutionLimits {
        if (memoryBytes <= 0) {
            throw new IllegalArgumentException("memory limit of %d bytes".formatted(memoryBytes));
        }
    }
}
