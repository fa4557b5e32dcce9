package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Exact numbers to a DECIMAL with no fewer digits behind the point: in 64 bits while they fit.
 *
 * @param each the same for one value after the other
 */
record ExactCast(Evaluator value, DataType from, DataType to, RowFunction each) implements Evaluator {
    /** Whether that is what a cast does. */
    static boolean serves(DataType from, DataType to) {
        boolean exact = Numbers.isInteger(from) || from.kind() == TypeKind.DECIMAL;
        return exact
                && to.kind() == TypeKind.DECIMAL
                && to.scale() >= from.scale()
                && to.scale() - from.scale() <= Vectors.COMPACT_DIGITS;
    }

    @Override
    public Vector evaluate(RowSet rows) {
        Vector values = value.evaluate(rows);
        long[] digits = Primitives.digits(values);
        boolean[] nulls = Primitives.nulls(values);
        long[] scaled = digits == null ? null : scaled(digits, nulls);
        return scaled == null ? RowFunction.strict(values, to, each) : Vectors.longs(to, scaled, nulls);
    }

    /** Null if one of them does not fit, of which {@link #each} knows what to do. */
    private long @Nullable [] scaled(long[] digits, boolean @Nullable [] nulls) {
        long factor = Numbers.powerOfTen(to.scale() - from.scale());
        long limit = Vectors.isCompact(to) ? Numbers.powerOfTen(to.precision()) - 1 : Long.MAX_VALUE;
        long most = limit / factor;
        if (factor == 1 && limit == Long.MAX_VALUE) {
            return digits;
        }
        long[] scaled = new long[digits.length];
        for (int i = 0; i < scaled.length; i++) {
            boolean present = nulls == null || !nulls[i];
            if (present && (digits[i] > most || digits[i] < -most)) {
                return null;
            }
            scaled[i] = digits[i] * factor;
        }
        return scaled;
    }
}
