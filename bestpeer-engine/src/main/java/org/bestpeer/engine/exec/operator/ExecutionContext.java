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
 * @param exchanges the rows of each {@code Receive} or {@code Shuffled} by its number; opened when the plan starts
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
    /** Where no rows come from other peers. */
    public static final IntFunction<BatchStream> NOTHING_SHUFFLED = exchange -> {
        throw new BestPeerException(
                ErrorCode.INVALID_STATEMENT, "fragment refused: it does not say who sends it rows of " + exchange);
    };

    /**
     * At an owner: scans read its tables.
     *
     * @param shuffled rows of repartitioned fragments that fall to it, by their numbers
     */
    public static ExecutionContext atOwner(
            OwnedTables tables,
            IntFunction<BatchStream> shuffled,
            ExecutionLimits limits,
            BooleanSupplier cancelled,
            Clock clock) {
        return new ExecutionContext(Optional.of(tables), shuffled, limits, cancelled, clock);
    }

    /** At the coordinator: nothing is scanned. */
    public static ExecutionContext atCoordinator(
            IntFunction<BatchStream> exchanges, ExecutionLimits limits, BooleanSupplier cancelled, Clock clock) {
        return new ExecutionContext(Optional.empty(), exchanges, limits, cancelled, clock);
    }
}
