package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/**
 * Where values of several types are compared for equality and order: numbers by value (1.0 equals 1.00), strings by code
 * point.
 *
 * @param kind how the values are held
 * @param scale fractional digits that exact numbers are brought to
 */
public record KeyDomain(Kind kind, int scale) {
    /** How values are held. */
    enum Kind {
        LONGS,
        DOUBLES,
        DECIMALS,
        TEXTS,
        BINARIES
    }

    /** The domain in which values of all these types are comparable. */
    public static KeyDomain of(List<DataType> types) {
        DataType first = types.get(0);
        if (types.stream().allMatch(DataType::isNumeric)) {
            return ofNumbers(types);
        }
        if (types.stream().anyMatch(type -> type.kind() != first.kind())) {
            throw new BestPeerException(
                    ErrorCode.TYPE_MISMATCH, "values of %s cannot be compared; cast them".formatted(types));
        }
        return switch (first.kind()) {
            case VARCHAR -> new KeyDomain(Kind.TEXTS, 0);
            case VARBINARY -> new KeyDomain(Kind.BINARIES, 0);
            default -> new KeyDomain(Kind.LONGS, 0);
        };
    }

    private static KeyDomain ofNumbers(List<DataType> types) {
        int scale = types.stream().mapToInt(DataType::scale).max().orElse(0);
        if (types.stream().anyMatch(type -> type.kind() == TypeKind.DOUBLE)) {
            return new KeyDomain(Kind.DOUBLES, 0);
        }
        // A BIGINT has 19 digits, but needs no room for more when nothing is behind the point.
        boolean narrow = types.stream()
                .allMatch(type -> Vectors.fitsLong(type)
                        && (type.scale() == scale
                                || Numbers.digits(type) + scale - type.scale() <= Vectors.COMPACT_DIGITS));
        return new KeyDomain(narrow ? Kind.LONGS : Kind.DECIMALS, scale);
    }

    /** Whether {@link #code} serves; {@link #key} otherwise. */
    public boolean isCoded() {
        return kind == Kind.LONGS || kind == Kind.DOUBLES;
    }

    /** A present value as 64 bits, equal for equal values. */
    public long code(Vector vector, int row) {
        if (kind == Kind.DOUBLES) {
            // Adding 0 turns -0 into 0.
            return Double.doubleToLongBits(vector.getDouble(row) + 0.0);
        }
        return scaled(vector, row);
    }

    /** Whether values are compared as 64 bits: those of {@link #longs}. */
    boolean isLongs() {
        return kind == Kind.LONGS;
    }

    boolean isTexts() {
        return kind == Kind.TEXTS;
    }

    /** The values of a vector as 64 bits; anything where one is NULL. */
    long[] longs(Vector vector) {
        long[] values = Primitives.longs(vector);
        int shift = scale - vector.type().scale();
        if (shift == 0) {
            return values;
        }
        long factor = Numbers.powerOfTen(shift);
        long[] scaled = new long[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return scaled;
    }

    /** What {@link #code} gives for each row; anything where there is a NULL. */
    public long[] codes(Vector vector) {
        if (kind != Kind.DOUBLES) {
            return longs(vector);
        }
        long[] codes = new long[vector.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = vector.isNull(row) ? 0 : code(vector, row);
        }
        return codes;
    }

    private long scaled(Vector vector, int row) {
        int shift = scale - vector.type().scale();
        return shift == 0 ? vector.getLong(row) : vector.getLong(row) * Numbers.powerOfTen(shift);
    }

    /** A present value as an object, equal for equal values. */
    public Object key(Vector vector, int row) {
        return switch (kind) {
            case LONGS, DOUBLES -> code(vector, row);
            case DECIMALS -> Numbers.decimal(vector, row).setScale(scale);
            case TEXTS -> Objects.requireNonNull(vector.get(row));
            case BINARIES -> ByteBuffer.wrap((byte[]) Objects.requireNonNull(vector.get(row)));
        };
    }

    /** Order of two present values. */
    public int compare(Vector left, int leftRow, Vector right, int rightRow) {
        return switch (kind) {
            case LONGS -> Long.compare(scaled(left, leftRow), scaled(right, rightRow));
            case DOUBLES -> Numbers.compare(left.getDouble(leftRow), right.getDouble(rightRow));
            case DECIMALS -> compareDecimals(left, leftRow, right, rightRow);
            case TEXTS, BINARIES ->
                Collation.compare(
                        Objects.requireNonNull(left.get(leftRow)), Objects.requireNonNull(right.get(rightRow)));
        };
    }

    private static int compareDecimals(Vector left, int leftRow, Vector right, int rightRow) {
        boolean digits = left.type().scale() == right.type().scale()
                && Primitives.holdsDigits(left)
                && Primitives.holdsDigits(right);
        return digits
                ? Long.compare(left.getLong(leftRow), right.getLong(rightRow))
                : decimals(left, leftRow).compareTo(decimals(right, rightRow));
    }

    /** Order of two present values of the same type that is held in an object: DOUBLE, DECIMAL, text or binary. */
    public static int compareValues(Object a, Object b) {
        if (a instanceof Double number) {
            return Numbers.compare(number, (Double) b);
        }
        return a instanceof BigDecimal number ? number.compareTo((BigDecimal) b) : Collation.compare(a, b);
    }

    private static BigDecimal decimals(Vector vector, int row) {
        return Numbers.decimal(vector, row);
    }
}
