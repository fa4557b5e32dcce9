package org.bestpeer.engine.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.algebra.WindowFrame;
import org.bestpeer.engine.algebra.WindowFunction;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * A projection with window functions: below a projection that computes their arguments, then a window operator for each
 * different window, and above a projection in which their results are columns.
 */
final class WindowTranslator {
    private final RexTranslator expressions;
    private final Operator input;
    private final List<Scalar> columns;
    private final Map<Window, List<WindowCall>> calls = new LinkedHashMap<>();
    private final Map<RexOver, Place> places = new LinkedHashMap<>();

    /** What calls of one operator share. */
    private record Window(List<Integer> partition, List<SortKey> order) {}

    private record Place(Window window, int call) {}

    WindowTranslator(RexTranslator expressions, Operator input) {
        this.expressions = expressions;
        this.input = input;
        this.columns = new ArrayList<>(Scalars.references(input.fields()));
    }

    Operator translate(List<RexNode> projects, List<String> projectNames) {
        projects.forEach(p -> p.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                if (!places.containsKey(over)) {
                    places.put(over, place(over));
                }
                return over;
            }
        }));
        Map<Window, Integer> starts = new LinkedHashMap<>();
        Operator windows = Operators.project(input, columns, names());
        for (Map.Entry<Window, List<WindowCall>> entry : calls.entrySet()) {
            starts.put(entry.getKey(), windows.fields().size());
            windows = new Operator.Window(
                    windows, entry.getKey().partition(), entry.getKey().order(), entry.getValue());
        }
        List<Scalar> results = new ArrayList<>();
        for (RexNode expression : projects) {
            results.add(expressions.translate(expression.accept(new RexShuttle() {
                @Override
                public RexNode visitOver(RexOver over) {
                    Place place = requireNonNull(places.get(over));
                    int start = requireNonNull(starts.get(place.window));
                    return new RexInputRef(start + place.call, over.getType());
                }
            })));
        }
        return Operators.project(windows, results, projectNames);
    }

    private List<String> names() {
        List<String> names =
                new ArrayList<>(input.fields().stream().map(Field::name).toList());
        for (int i = names.size(); i < columns.size(); i++) {
            names.add("w" + i);
        }
        return names;
    }

    /** The column below that holds the value. */
    int column(Scalar value) {
        int known = columns.indexOf(value);
        if (known >= 0) {
            return known;
        }
        columns.add(value);
        return columns.size() - 1;
    }

    private Place place(RexOver over) {
        if (over.isDistinct()) {
            throw RexTranslator.refused("DISTINCT in a window function");
        }
        List<Integer> partition = over.getWindow().partitionKeys.stream()
                .map(key -> column(expressions.translate(key)))
                .distinct()
                .toList();
        WindowFrames frames = new WindowFrames(expressions, over.getWindow(), this::column);
        Window window = new Window(partition, frames.order());
        List<WindowCall> sharing = calls.computeIfAbsent(window, w -> new ArrayList<>());
        sharing.add(call(over, frames));
        return new Place(window, sharing.size() - 1);
    }

    private WindowCall call(RexOver over, WindowFrames frames) {
        WindowFunction function = function(over);
        DataType type = TypeMapping.toEngine(over.getType());
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < over.getOperands().size(); i++) {
            Scalar argument = expressions.translate(over.getOperands().get(i));
            arguments.add(column(argument(function, i, argument, type)));
        }
        boolean framed = function.compareTo(WindowFunction.FIRST_VALUE) >= 0;
        return new WindowCall(
                function,
                arguments,
                over.ignoreNulls(),
                framed ? frames.frame() : WindowFrame.ALL,
                new Field(function.name().toLowerCase(Locale.ROOT), type));
    }

    private static Scalar argument(WindowFunction function, int index, Scalar argument, DataType type) {
        return switch (function) {
            case LAG, LEAD ->
                index == 1 ? RexTranslator.as(argument, DataType.BIGINT) : RexTranslator.as(argument, type);
            case NTILE -> RexTranslator.as(argument, DataType.BIGINT);
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
                index == 1 ? RexTranslator.as(argument, DataType.BIGINT) : RexTranslator.as(argument, type);
            default -> argument;
        };
    }

    private static WindowFunction function(RexOver over) {
        return switch (over.getAggOperator().getKind()) {
            case ROW_NUMBER -> WindowFunction.ROW_NUMBER;
            case RANK -> WindowFunction.RANK;
            case DENSE_RANK -> WindowFunction.DENSE_RANK;
            case PERCENT_RANK -> WindowFunction.PERCENT_RANK;
            case CUME_DIST -> WindowFunction.CUME_DIST;
            case NTILE -> WindowFunction.NTILE;
            case LAG -> WindowFunction.LAG;
            case LEAD -> WindowFunction.LEAD;
            case FIRST_VALUE -> WindowFunction.FIRST_VALUE;
            case LAST_VALUE -> WindowFunction.LAST_VALUE;
            case NTH_VALUE -> WindowFunction.NTH_VALUE;
            case COUNT, SUM, SUM0, MIN, MAX, AVG, ANY_VALUE, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
                WindowFunction.valueOf(over.getAggOperator().getKind().name());
            default ->
                throw RexTranslator.refused(
                        "the window function " + over.getAggOperator().getName());
        };
    }

    /** Sort keys as Calcite writes them in windows. */
    static SortKey sortKey(RexFieldCollation key, int column) {
        boolean descending = key.right.contains(SqlKind.DESCENDING);
        boolean nullsFirst =
                key.right.contains(SqlKind.NULLS_FIRST) || (descending && !key.right.contains(SqlKind.NULLS_LAST));
        return new SortKey(column, descending, nullsFirst);
    }
}
