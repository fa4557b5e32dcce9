package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.sql.SqlKind;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.type.Field;

/** Groups and aggregate functions. */
final class AggregateTranslator {
    private final RexTranslator expressions;

    AggregateTranslator(RexTranslator expressions) {
        this.expressions = expressions;
    }

    Operator translate(Aggregate aggregate, Operator input) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw RexTranslator.refused("GROUPING SETS, ROLLUP or CUBE of this form");
        }
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<AggregateCall> calls = new ArrayList<>();
        List<Scalar> outputs = new ArrayList<>();
        List<String> names = aggregate.getRowType().getFieldNames();
        for (int key : keys) {
            outputs.add(
                    new Scalar.ColumnRef(outputs.size(), input.fields().get(key).type()));
        }
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
            if (call.getAggregation().getKind() == SqlKind.LITERAL_AGG) {
                outputs.add(expressions.translate(call.rexList.get(0)));
                continue;
            }
            Field output = new Field(names.get(outputs.size()), TypeMapping.toEngine(call.getType()));
            outputs.add(new Scalar.ColumnRef(keys.size() + calls.size(), output.type()));
            calls.add(call(call, output));
        }
        return Operators.project(new Operator.Aggregate(input, keys, calls), outputs, names);
    }

    private static AggregateCall call(org.apache.calcite.rel.core.AggregateCall call, Field output) {
        if (!call.collation.getFieldCollations().isEmpty() || call.distinctKeys != null) {
            throw RexTranslator.refused(call.getAggregation().getName() + " WITHIN GROUP");
        }
        boolean minMax = call.getAggregation().getKind() == SqlKind.MIN
                || call.getAggregation().getKind() == SqlKind.MAX;
        return new AggregateCall(
                function(call),
                call.isDistinct() && !minMax,
                call.getArgList(),
                call.hasFilter() ? OptionalInt.of(call.filterArg) : OptionalInt.empty(),
                output);
    }

    private static AggregateFunction function(org.apache.calcite.rel.core.AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case COUNT -> AggregateFunction.COUNT;
            case SUM -> AggregateFunction.SUM;
            case SUM0 -> AggregateFunction.SUM0;
            case MIN -> AggregateFunction.MIN;
            case MAX -> AggregateFunction.MAX;
            case AVG -> AggregateFunction.AVG;
            case SINGLE_VALUE -> AggregateFunction.SINGLE_VALUE;
            case ANY_VALUE -> AggregateFunction.ANY_VALUE;
            case STDDEV_POP -> AggregateFunction.STDDEV_POP;
            case STDDEV_SAMP -> AggregateFunction.STDDEV_SAMP;
            case VAR_POP -> AggregateFunction.VAR_POP;
            case VAR_SAMP -> AggregateFunction.VAR_SAMP;
            default ->
                throw RexTranslator.refused(
                        "the aggregate function " + call.getAggregation().getName());
        };
    }
}
