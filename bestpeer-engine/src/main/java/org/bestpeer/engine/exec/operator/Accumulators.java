package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/** The state that each aggregate function needs. */
final class Accumulators {
    private Accumulators() {}

    /** The state of a call over an input of these columns. */
    static Accumulator of(AggregateCall call, List<Field> input) {
        List<DataType> types =
                call.arguments().stream().map(index -> input.get(index).type()).toList();
        if (call.function() == AggregateFunction.LISTAGG) {
            return new ListAccumulator(
                    call.order(),
                    call.order().stream()
                            .map(key -> input.get(key.column()).type())
                            .toList());
        }
        return of(call.function(), types, call.output().type());
    }

    /** The state of a function that takes its rows in any order. */
    static Accumulator of(AggregateFunction function, List<DataType> types, DataType output) {
        return switch (function) {
            case COUNT -> new CountAccumulator(output);
            case SUM, SUM0, AVG -> new SumAccumulator(function, numeric(function, types), output);
            case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> {
                boolean exact = numeric(function, types).kind() != TypeKind.DOUBLE;
                yield exact ? new ExactSpreadAccumulator(function, output) : new SpreadAccumulator(function, output);
            }
            case MIN, MAX, SINGLE_VALUE, ANY_VALUE -> new PickAccumulator(function, types.get(0), output);
            case LISTAGG -> throw new IllegalArgumentException("LISTAGG needs an order");
        };
    }

    private static DataType numeric(AggregateFunction function, List<DataType> types) {
        if (types.isEmpty() || !types.get(0).isNumeric()) {
            throw new BestPeerException(
                    ErrorCode.TYPE_MISMATCH, "%s is not of a number but of %s".formatted(function, types));
        }
        return types.get(0);
    }
}
