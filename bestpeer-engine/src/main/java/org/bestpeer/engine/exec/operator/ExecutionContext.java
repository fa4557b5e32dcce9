package org.bestpeer.engine.exec.operator;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;

/**
 * Where a plan runs.
 *
 * @param tables what scans read; empty where there are none
 * @param receives the rows of each {@code Receive} by its number; opened when the plan starts
 * @param shuffled the rows of repartitioned fragments that fall to this peer; opened when the plan starts
 * @param limits what it may take
 * @param cancelled whether somebody gave the query up; asked for every batch
 * @param clock for the deadline
 */
public record ExecutionContext(
        Optional<OwnedTables> tables,
        IntFunction<BatchStream> receives,
        Function<Operator.Shuffled, BatchStream> shuffled,
        ExecutionLimits limits,
        BooleanSupplier cancelled,
        Clock clock) {
    /** Where no rows come from other peers. */
    public static final Function<Operator.Shuffled, BatchStream> NOTHING_SHUFFLED = shuffled -> {
        throw new BestPeerException(
                ErrorCode.INVALID_STATEMENT,
                "fragment refused: it does not say who sends it rows of " + shuffled.exchange());
    };

    /** At an owner: scans read its tables. */
    public static ExecutionContext atOwner(
            OwnedTables tables,
            Function<Operator.Shuffled, BatchStream> shuffled,
            ExecutionLimits limits,
            BooleanSupplier cancelled,
            Clock clock) {
        return new ExecutionContext(
                Optional.of(tables), ExecutionContext::nothingReceived, shuffled, limits, cancelled, clock);
    }

    /** At the coordinator: nothing is scanned. */
    public static ExecutionContext atCoordinator(
            IntFunction<BatchStream> receives, ExecutionLimits limits, BooleanSupplier cancelled, Clock clock) {
        return new ExecutionContext(Optional.empty(), receives, NOTHING_SHUFFLED, limits, cancelled, clock);
    }

    private static BatchStream nothingReceived(int exchange) {
        throw new BestPeerException(
                ErrorCode.INVALID_STATEMENT, "fragment refused: it receives rows of " + exchange + " at its owner");
    }
}
