package org.bestpeer.node.snapshot;

import java.util.List;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Whether a condition can be TRUE for a row of a segment, by the zones of the columns that it is over. */
final class ZoneFilter {
    private final List<Zone> zones;

    ZoneFilter(List<Zone> zones) {
        this.zones = zones;
    }

    boolean mayHold(Scalar condition) {
        if (!(condition instanceof Scalar.Call call)) {
            return true;
        }
        List<Scalar> arguments = call.arguments();
        return switch (call.function()) {
            case AND -> arguments.stream().allMatch(this::mayHold);
            case OR -> arguments.stream().anyMatch(this::mayHold);
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                mayCompare(call.function(), arguments.get(0), arguments.get(1));
            case IN ->
                arguments.stream()
                        .skip(1)
                        .anyMatch(choice -> mayCompare(ScalarFunction.EQUAL, arguments.get(0), choice));
            case IS_NULL -> !(arguments.get(0) instanceof Scalar.ColumnRef column) || mayBeNull(column);
            default -> true;
        };
    }

    private boolean mayBeNull(Scalar.ColumnRef column) {
        return zones.get(column.index()).nulls();
    }

    private boolean mayCompare(ScalarFunction comparison, Scalar left, Scalar right) {
        if (!(left instanceof Scalar.ColumnRef column) || !(right instanceof Scalar.Literal literal)) {
            return true;
        }
        Zone zone = zones.get(column.index());
        if (!zone.known() || !isAlike(column.type(), literal.type())) {
            return true;
        }
        Object value = literal.value();
        if (value == null) {
            return false;
        }
        long bound = Vectors.constant(literal.type(), value, 1).getLong(0);
        return switch (comparison) {
            case EQUAL -> zone.min() <= bound && bound <= zone.max();
            case LESS -> zone.min() < bound;
            case LESS_OR_EQUAL -> zone.min() <= bound;
            case GREATER -> zone.max() > bound;
            case GREATER_OR_EQUAL -> zone.max() >= bound;
            default -> true;
        };
    }

    /** Whether values of both types in 64 bits are compared as these bits are. */
    private static boolean isAlike(DataType column, DataType literal) {
        if (!Vectors.fitsLong(literal)) {
            return false;
        }
        return (isInteger(column) && isInteger(literal))
                || (column.kind() == literal.kind() && column.scale() == literal.scale());
    }

    private static boolean isInteger(DataType type) {
        return type.kind() == TypeKind.SMALLINT || type.kind() == TypeKind.INTEGER || type.kind() == TypeKind.BIGINT;
    }
}
