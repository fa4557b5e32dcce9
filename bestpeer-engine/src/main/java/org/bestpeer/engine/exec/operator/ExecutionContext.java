package org.bestpeer.engine.exec.operator;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.BatchStream;

/**
 * Where a plan runs.
 *
 * @param tables what scans read; empty where there are none
 * @param exchanges the rows of each {@code Receive} by its number; opened when the plan starts
 * @param limits what it may take
 * @param cancelled whether somebody gave the query up; asked for every batch
 * @param clock for the deadline
 */
public record ExecutionContext(
        Optional<OwnedTables> tables,
        IntFunction<BatchStream> exchanges,
        ExecutionLimits limits,
        BooleanSupplier cancelled,
        Clock clock) {
    /** At an owner: scans read its tables, nothing is received. */
    public static ExecutionContext atOwner(
            OwnedTables tables, ExecutionLimits limits, BooleanSupplier cancelled, Clock clock) {
        IntFunction<BatchStream> none = exchange -> {
            throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "a fragment receives rows; this owner does not");
        };
        return new ExecutionContext(Optional.of(tables), none, limits, cancelled, clock);
    }

    /** At the coordinator: nothing is scanned. */
    public static ExecutionContext atCoordinator(
            IntFunction<BatchStream> exchanges, ExecutionLimits limits, BooleanSupplier cancelled, Clock clock) {
        return new ExecutionContext(Optional.empty(), exchanges, limits, cancelled, clock);
    }
}
