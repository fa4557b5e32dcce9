package org.bestpeer.engine.sql;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.CastRules;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/**
 * A value becomes one of a column: numbers are rounded to its digits, times and dates turn into each other, everything
 * reads as text. Nothing is cut off: a text that is too long is the store's to refuse.
 */
final class Assignment {
    private Assignment() {}

    /** The type that is assigned; texts of any length, and all digits of a second. */
    static DataType typeOf(ColumnDefinition column) {
        return switch (column.type().kind()) {
            case VARCHAR, VARBINARY -> new DataType(column.type().kind(), 0, 0);
            default -> column.type();
        };
    }

    /** Column {@code index} of a plan, as a value of the column. */
    static Scalar of(Operator plan, int index, ColumnDefinition column) {
        DataType from = plan.fields().get(index).type();
        return isNull(plan, index)
                ? new Scalar.Literal(null, typeOf(column))
                : assigned(new Scalar.ColumnRef(index, from), column);
    }

    /** Whether it is NULL in every row, so that its type says nothing. */
    private static boolean isNull(Operator plan, int index) {
        if (plan instanceof Operator.Values values) {
            return values.rows().stream().allMatch(row -> isNull(row.get(index)));
        }
        if (plan instanceof Operator.Union union) {
            return union.inputs().stream().allMatch(input -> isNull(input, index));
        }
        return plan instanceof Operator.Project project
                && isNull(project.expressions().get(index));
    }

    private static boolean isNull(Scalar scalar) {
        return scalar instanceof Scalar.Literal literal && literal.value() == null;
    }

    /** A value, as one of the column. */
    static Scalar assigned(Scalar value, ColumnDefinition column) {
        DataType to = typeOf(column);
        DataType from = value.type();
        if (!isAllowed(from, to)) {
            throw new BestPeerException(
                    ErrorCode.TYPE_MISMATCH,
                    "column %s is of type %s, but its value is of type %s; write CAST(… AS %s)"
                            .formatted(column.name(), column.type(), from, column.type()));
        }
        return Scalars.isSameValue(from, to) && to.kind() != TypeKind.DECIMAL && from.kind() == to.kind()
                ? value
                : Scalars.cast(value, to);
    }

    private static boolean isAllowed(DataType from, DataType to) {
        return CastRules.assignable(from, to)
                || (from.kind() == TypeKind.TIMESTAMP && (to.kind() == TypeKind.DATE || to.kind() == TypeKind.TIME))
                || (to.kind() == TypeKind.VARCHAR && from.kind() != TypeKind.VARBINARY);
    }
}
