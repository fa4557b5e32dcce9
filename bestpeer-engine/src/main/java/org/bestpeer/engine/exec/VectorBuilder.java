package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.util.Arrays;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Collects the values of a column. Grows as needed; not thread-safe. */
public abstract class VectorBuilder {
    private static final int SMALLEST = 16;

    final DataType type;
    int size;
    private int capacity;
    private boolean @Nullable [] nulls;

    VectorBuilder(DataType type, int capacity) {
        this.type = type;
        this.capacity = Math.max(capacity, SMALLEST);
    }

    /** A builder of a column of that type that expects so many values. */
    public static VectorBuilder of(DataType type, int capacity) {
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanVectorBuilder(type, capacity);
            case SMALLINT, INTEGER, DATE -> new IntVectorBuilder(type, capacity);
            case BIGINT, TIME, TIMESTAMP -> new LongVectorBuilder(type, capacity);
            case DECIMAL ->
                Vectors.isCompact(type)
                        ? new LongVectorBuilder(type, capacity)
                        : new DecimalVectorBuilder(type, capacity);
            case DOUBLE -> new DoubleVectorBuilder(type, capacity);
            case VARCHAR, VARBINARY -> new ObjectVectorBuilder(type, capacity);
        };
    }

    /** Number of values so far. */
    public int size() {
        return size;
    }

    /**
     * Appends a value in the Java class of the type; null for NULL.
     *
     * @throws BestPeerException if a DECIMAL has more digits than the type
     */
    public void append(@Nullable Object value) {
        if (value == null) {
            appendNull();
        } else {
            ensureRoom();
            put(value);
            size++;
        }
    }

    public void appendNull() {
        ensureRoom();
        markNull();
        size++;
    }

    /** Appends what {@link Vector#getLong} of a vector of this type returns; the digits of any DECIMAL. */
    public void appendLong(long value) {
        throw new UnsupportedOperationException(type + " is not held in 64 bits");
    }

    /** Appends an INTEGER, SMALLINT or DATE. */
    public void appendInt(int value) {
        appendLong(value);
    }

    public void appendDouble(double value) {
        throw new UnsupportedOperationException(type + " is not DOUBLE");
    }

    /** Appends a value of a vector of the same type. */
    public void appendFrom(Vector source, int row) {
        append(source.get(row));
    }

    /** The column; the builder must not be used any more. */
    public abstract Vector build();

    abstract void put(Object value);

    abstract void grow(int newCapacity);

    void ensureRoom() {
        if (size == capacity) {
            capacity = Math.addExact(capacity, Math.max(SMALLEST, capacity >> 1));
            grow(capacity);
            if (nulls != null) {
                nulls = Arrays.copyOf(nulls, capacity);
            }
        }
    }

    void markNull() {
        if (nulls == null) {
            nulls = new boolean[capacity];
        }
        nulls[size] = true;
    }

    int capacity() {
        return capacity;
    }

    boolean @Nullable [] builtNulls() {
        return nulls == null ? null : Arrays.copyOf(nulls, size);
    }

    /** The number at exactly the type's scale. */
    static BigDecimal fit(BigDecimal value, DataType type) {
        if (value.scale() == type.scale() && value.precision() <= type.precision()) {
            return value;
        }
        if (value.precision() - (long) value.scale() <= type.precision() - type.scale()) {
            BigDecimal stripped = value.scale() > type.scale() ? value.stripTrailingZeros() : value;
            if (stripped.scale() <= type.scale()) {
                return stripped.setScale(type.scale());
            }
        } else if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        throw new BestPeerException(ErrorCode.NUMERIC_OUT_OF_RANGE, "number has more digits than " + type + " holds");
    }

    static boolean isDecimal(DataType type) {
        return type.kind() == TypeKind.DECIMAL;
    }
}
