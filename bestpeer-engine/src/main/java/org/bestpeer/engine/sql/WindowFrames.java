package org.bestpeer.engine.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.algebra.WindowFrame;
import org.bestpeer.engine.algebra.WindowFrame.Bound;
import org.bestpeer.engine.algebra.WindowFrame.Edge;
import org.bestpeer.engine.plan.Decimals;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** The order and the frame of a window; boundary values of RANGE become columns below. */
final class WindowFrames {
    private final RexTranslator expressions;
    private final RexWindow window;
    private final ToIntFunction<Scalar> columns;
    private final boolean offsets;

    WindowFrames(RexTranslator expressions, RexWindow window, ToIntFunction<Scalar> columns) {
        this.expressions = expressions;
        this.window = window;
        this.columns = columns;
        this.offsets = !window.isRows()
                && (window.getLowerBound().getOffset() != null
                        || window.getUpperBound().getOffset() != null);
    }

    List<SortKey> order() {
        return window.orderKeys.stream()
                .map(key -> WindowTranslator.sortKey(key, columns.applyAsInt(key(key))))
                .toList();
    }

    /** A key; dates with offsets as timestamps, for an offset may be a part of a day. */
    private Scalar key(RexFieldCollation key) {
        Scalar value = expressions.translate(key.left);
        return offsets && value.type().kind() == TypeKind.DATE ? Scalars.cast(value, DataType.TIMESTAMP) : value;
    }

    WindowFrame frame() {
        if (window.orderKeys.isEmpty() && !window.isRows() && !offsets) {
            // Without an order all rows are peers.
            return new WindowFrame(
                    WindowFrame.Unit.ROWS,
                    Bound.of(Edge.UNBOUNDED_PRECEDING),
                    Bound.of(Edge.UNBOUNDED_FOLLOWING),
                    exclusion());
        }
        return new WindowFrame(
                window.isRows() ? WindowFrame.Unit.ROWS : WindowFrame.Unit.RANGE,
                bound(window.getLowerBound()),
                bound(window.getUpperBound()),
                exclusion());
    }

    private WindowFrame.Exclusion exclusion() {
        return switch (window.getExclude()) {
            case EXCLUDE_NO_OTHER -> WindowFrame.Exclusion.NONE;
            case EXCLUDE_CURRENT_ROW -> WindowFrame.Exclusion.CURRENT_ROW;
            case EXCLUDE_GROUP -> WindowFrame.Exclusion.GROUP;
            case EXCLUDE_TIES -> WindowFrame.Exclusion.TIES;
        };
    }

    private Bound bound(RexWindowBound bound) {
        if (bound.isCurrentRow()) {
            return Bound.of(Edge.CURRENT_ROW);
        }
        if (bound.isUnbounded()) {
            return Bound.of(bound.isPreceding() ? Edge.UNBOUNDED_PRECEDING : Edge.UNBOUNDED_FOLLOWING);
        }
        Edge edge = bound.isPreceding() ? Edge.PRECEDING : Edge.FOLLOWING;
        RexNode offset = bound.getOffset();
        if (offset == null) {
            throw RexTranslator.refused("a window frame of this form");
        }
        if (window.isRows()) {
            return new Bound(edge, Optional.of(RexTranslator.as(expressions.translate(offset), DataType.BIGINT)));
        }
        Scalar boundary = boundary(offset, bound.isPreceding());
        return new Bound(edge, Optional.of(new Scalar.ColumnRef(columns.applyAsInt(boundary), boundary.type())));
    }

    private Scalar boundary(RexNode offset, boolean preceding) {
        if (window.orderKeys.size() != 1) {
            throw RexTranslator.refused("RANGE with an offset and not exactly one ORDER BY expression");
        }
        requireNotNegative(offset);
        RexFieldCollation collation = window.orderKeys.get(0);
        boolean back = preceding != WindowTranslator.sortKey(collation, 0).descending();
        Scalar key = key(collation);
        if (SqlTypeUtil.isInterval(offset.getType())) {
            return DateArithmetic.shifted(key, offset, back ? -1 : 1, expressions);
        }
        if (!key.type().isNumeric()) {
            throw RexTranslator.refused("RANGE with this offset over " + key.type());
        }
        Scalar distance = expressions.translate(offset);
        DataType type = sum(key.type(), distance.type());
        return Scalars.call(
                back ? ScalarFunction.SUBTRACT : ScalarFunction.ADD,
                type,
                RexTranslator.operand(key, type),
                RexTranslator.operand(distance, type));
    }

    private static void requireNotNegative(RexNode offset) {
        if (offset instanceof RexLiteral literal
                && literal.getValue() instanceof BigDecimal number
                && number.signum() < 0) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "a window frame with a negative offset");
        }
    }

    /** A type with room for the key plus or minus the offset. */
    private static DataType sum(DataType key, DataType offset) {
        if (key.kind() == TypeKind.DOUBLE || offset.kind() == TypeKind.DOUBLE) {
            return DataType.DOUBLE;
        }
        int scale = Math.max(
                Decimals.asDecimal(key).scale(), Decimals.asDecimal(offset).scale());
        return DataType.decimal(DataType.MAX_DECIMAL_PRECISION, scale);
    }
}
