package org.bestpeer.engine.algebra;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.WindowFrame.Bound;
import org.bestpeer.engine.algebra.WindowFrame.Edge;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Whether a window call makes sense: its arguments, its result, its frame. */
final class WindowRules {
    private final Operator.Window window;
    private final List<DataType> columns;

    WindowRules(Operator.Window window, List<DataType> columns) {
        this.window = window;
        this.columns = columns;
    }

    /** What is wrong with the call; the columns that it names are known to exist. */
    Optional<String> complaint(WindowCall call) {
        List<DataType> arguments = call.arguments().stream().map(columns::get).toList();
        if (!takes(call, arguments)) {
            return Optional.of("window function %s does not take %s to %s"
                    .formatted(call.function(), arguments, call.output().type()));
        }
        WindowFrame frame = call.frame();
        boolean ends = frame.start().edge() != Edge.UNBOUNDED_FOLLOWING
                && frame.end().edge() != Edge.UNBOUNDED_PRECEDING
                && bounds(frame.unit(), frame.start())
                && bounds(frame.unit(), frame.end());
        return ends ? Optional.empty() : Optional.of("a window frame that has no such end");
    }

    private static boolean takes(WindowCall call, List<DataType> arguments) {
        DataType output = call.output().type();
        int count = arguments.size();
        return switch (call.function()) {
            case ROW_NUMBER, RANK, DENSE_RANK -> count == 0 && output.isNumeric();
            case PERCENT_RANK, CUME_DIST -> count == 0 && output.kind() == TypeKind.DOUBLE;
            case NTILE -> count == 1 && isExact(arguments.get(0)) && output.isNumeric();
            case LAG, LEAD ->
                count >= 1
                        && count <= 3
                        && CastRules.assignable(arguments.get(0), output)
                        && (count < 2 || isExact(arguments.get(1)))
                        && (count < 3 || CastRules.assignable(arguments.get(2), output));
            case FIRST_VALUE, LAST_VALUE -> count == 1 && CastRules.assignable(arguments.get(0), output);
            case NTH_VALUE -> count == 2 && CastRules.assignable(arguments.get(0), output) && isExact(arguments.get(1));
            default ->
                call.function()
                        .aggregate()
                        .map(function -> PlanValidator.takes(function, arguments, output))
                        .orElse(false);
        };
    }

    private static boolean isExact(DataType type) {
        return type.isNumeric() && type.kind() != TypeKind.DOUBLE;
    }

    private boolean bounds(WindowFrame.Unit unit, Bound bound) {
        boolean needs = bound.edge() == Edge.PRECEDING || bound.edge() == Edge.FOLLOWING;
        if (!needs || bound.offset().isEmpty()) {
            return needs == bound.offset().isPresent();
        }
        Scalar offset = bound.offset().get();
        if (unit == WindowFrame.Unit.ROWS) {
            return offset instanceof Scalar.Literal && isExact(offset.type());
        }
        return offset instanceof Scalar.ColumnRef column
                && window.order().size() == 1
                && CastRules.comparable(
                        columns.get(column.index()),
                        columns.get(window.order().get(0).column()));
    }
}
