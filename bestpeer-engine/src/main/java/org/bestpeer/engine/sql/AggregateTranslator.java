package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.sql.SqlKind;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** Groups and aggregate functions. */
final class AggregateTranslator {
    private static final String DEFAULT_SEPARATOR = ",";

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
        Inputs inputs = new Inputs(input);
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
            if (call.getAggregation().getKind() == SqlKind.LITERAL_AGG) {
                outputs.add(expressions.translate(call.rexList.get(0)));
                continue;
            }
            Field output = new Field(names.get(outputs.size()), TypeMapping.toEngine(call.getType()));
            outputs.add(new Scalar.ColumnRef(keys.size() + calls.size(), output.type()));
            calls.add(call(call, output, inputs));
        }
        return Operators.project(new Operator.Aggregate(inputs.widened(), keys, calls), outputs, names);
    }

    /** The input's columns, and further ones that calls need. */
    private static final class Inputs {
        private final Operator input;
        private final List<Scalar> columns;

        Inputs(Operator input) {
            this.input = input;
            this.columns = new ArrayList<>(Scalars.references(input.fields()));
        }

        int column(Scalar value) {
            if (!columns.contains(value)) {
                columns.add(value);
            }
            return columns.indexOf(value);
        }

        int text(int column) {
            return column(RexTranslator.as(columns.get(column), DataType.VARCHAR));
        }

        Operator widened() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                names.add(i < input.fields().size() ? input.fields().get(i).name() : "a" + i);
            }
            return Operators.project(input, columns, names);
        }
    }

    private static AggregateCall list(org.apache.calcite.rel.core.AggregateCall call, Field output, Inputs inputs) {
        List<Integer> given = call.getArgList();
        int separator = given.size() > 1
                ? inputs.text(given.get(1))
                : inputs.column(new Scalar.Literal(DEFAULT_SEPARATOR, DataType.VARCHAR));
        return new AggregateCall(
                AggregateFunction.LISTAGG,
                call.isDistinct(),
                List.of(inputs.text(given.get(0)), separator),
                call.hasFilter() ? OptionalInt.of(call.filterArg) : OptionalInt.empty(),
                RelTranslator.sortKeys(call.collation),
                output);
    }

    private static AggregateCall call(org.apache.calcite.rel.core.AggregateCall call, Field output, Inputs inputs) {
        SqlKind kind = call.getAggregation().getKind();
        if (kind == SqlKind.LISTAGG || kind == SqlKind.STRING_AGG) {
            return list(call, output, inputs);
        }
        if (!call.collation.getFieldCollations().isEmpty() || call.distinctKeys != null) {
            throw RexTranslator.refused(call.getAggregation().getName() + " WITHIN GROUP");
        }
        AggregateFunction function = function(call);
        boolean minMax = function == AggregateFunction.MIN || function == AggregateFunction.MAX;
        return new AggregateCall(
                function,
                call.isDistinct() && !minMax,
                call.getArgList(),
                call.hasFilter() ? OptionalInt.of(call.filterArg) : OptionalInt.empty(),
                output);
    }

    private static AggregateFunction function(org.apache.calcite.rel.core.AggregateCall call) {
        String name = call.getAggregation().getName().toUpperCase(Locale.ROOT);
        if (name.equals("EVERY") || name.equals("BOOL_AND") || name.equals("LOGICAL_AND")) {
            return AggregateFunction.MIN;
        }
        if (name.equals("SOME") || name.equals("BOOL_OR") || name.equals("LOGICAL_OR")) {
            return AggregateFunction.MAX;
        }
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
