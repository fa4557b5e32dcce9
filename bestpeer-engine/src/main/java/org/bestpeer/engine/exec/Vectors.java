package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** What can be done with whole vectors and batches. */
public final class Vectors {
    /** Digits of a DECIMAL that surely fit 64 bits. */
    public static final int COMPACT_DIGITS = 18;

    private static final long[] POWERS =
            LongStream.iterate(1, power -> power * 10).limit(COMPACT_DIGITS + 1).toArray();

    private static final int[] POSITIONS = IntStream.range(0, 1 << 12).toArray();

    private static final int OBJECT_BYTES = 48;
    /** Of the two objects behind a decimal that does not fit 64 bits. */
    private static final int DIGITS_BYTES = 72;

    private static final int WORD_BYTES = 8;
    /** Where a text is not Latin-1, its beginning shows it nearly always. */
    private static final int LOOKED_AT = 32;

    private static final int LAST_LATIN = 0xFF;

    private Vectors() {}

    /** Whether it is a DECIMAL whose digits are held in 64 bits. */
    public static boolean isCompact(DataType type) {
        return type.kind() == TypeKind.DECIMAL && type.precision() <= COMPACT_DIGITS;
    }

    /** Whether the number has at most so many digits. */
    static boolean hasDigits(long value, int digits) {
        return digits > COMPACT_DIGITS || (value < POWERS[digits] && value > -POWERS[digits]);
    }

    /** Whether {@link Vector#getLong} serves vectors of that type. */
    public static boolean fitsLong(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP -> true;
            case DECIMAL -> isCompact(type);
            case DOUBLE, VARCHAR, VARBINARY -> false;
        };
    }

    /** The same value so many times. */
    public static Vector constant(DataType type, @Nullable Object value, int size) {
        VectorBuilder one = VectorBuilder.of(type, 1);
        one.append(value);
        return new ConstantVector(one.build(), size);
    }

    /** The only value of a vector, so many times. */
    public static Vector repeat(Vector one, int size) {
        return new ConstantVector(one, size);
    }

    /** The positions 0, 1, 2 and so on. */
    public static int[] positions(int count) {
        if (count <= POSITIONS.length) {
            return Arrays.copyOf(POSITIONS, count);
        }
        int[] positions = new int[count];
        Arrays.setAll(positions, i -> i);
        return positions;
    }

    /** BOOLEANs; the arrays are not copied and must not be changed. */
    public static Vector booleans(boolean[] values, boolean @Nullable [] nulls) {
        return new BooleanVector(DataType.BOOLEAN, values, nulls);
    }

    /** Values of a type whose vectors hold 64 bits; the arrays are not copied and must not be changed. */
    public static Vector longs(DataType type, long[] values, boolean @Nullable [] nulls) {
        return switch (type.kind()) {
            case BIGINT, TIME, TIMESTAMP, DECIMAL -> new LongVector(type, values, nulls);
            case SMALLINT, INTEGER, DATE -> {
                int[] ints = new int[values.length];
                for (int i = 0; i < ints.length; i++) {
                    ints[i] = (int) values[i];
                }
                yield new IntVector(type, ints, nulls);
            }
            default -> throw new IllegalArgumentException(type + " is not held in 64 bits");
        };
    }

    /** DOUBLEs; the arrays are not copied and must not be changed. */
    public static Vector doubles(double[] values, boolean @Nullable [] nulls) {
        return new DoubleVector(DataType.DOUBLE, values, nulls);
    }

    /** The values at these rows, in that order; row -1 gives NULL. */
    public static Vector gather(Vector vector, int[] rows) {
        return gather(vector, rows, rows.length);
    }

    /** The values at the first {@code count} of these rows. */
    public static Vector gather(Vector vector, int[] rows, int count) {
        if (vector instanceof IntVector ints) {
            return gatherInts(ints, rows, count);
        }
        if (vector instanceof LongVector longs) {
            return gatherLongs(longs, rows, count);
        }
        if (vector instanceof ObjectVector objects) {
            @Nullable Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                values[i] = rows[i] < 0 ? null : objects.values()[rows[i]];
            }
            return new ObjectVector(vector.type(), values);
        }
        if (vector instanceof TextVector texts) {
            return texts.gather(rows, count);
        }
        VectorBuilder builder = VectorBuilder.of(vector.type(), count);
        for (int i = 0; i < count; i++) {
            if (rows[i] < 0) {
                builder.appendNull();
            } else {
                builder.appendFrom(vector, rows[i]);
            }
        }
        return builder.build();
    }

    private static Vector gatherInts(IntVector vector, int[] rows, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = rows[i] < 0 ? 0 : vector.values()[rows[i]];
        }
        return new IntVector(vector.type(), values, gatherNulls(vector.nulls(), rows, count));
    }

    private static Vector gatherLongs(LongVector vector, int[] rows, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = rows[i] < 0 ? 0 : vector.values()[rows[i]];
        }
        return new LongVector(vector.type(), values, gatherNulls(vector.nulls(), rows, count));
    }

    static boolean @Nullable [] gatherNulls(boolean @Nullable [] nulls, int[] rows, int count) {
        boolean[] gathered = new boolean[count];
        boolean any = false;
        for (int i = 0; i < count; i++) {
            gathered[i] = rows[i] < 0 || (nulls != null && nulls[rows[i]]);
            any |= gathered[i];
        }
        return any ? gathered : null;
    }

    /** The rows of a batch at these positions, in that order; row -1 is all NULL. */
    public static Batch gather(Batch batch, int[] rows, int count) {
        List<Vector> columns = new ArrayList<>(batch.columns().size());
        for (Vector column : batch.columns()) {
            columns.add(gather(column, rows, count));
        }
        return new Batch(count, columns);
    }

    /** The rows of a batch at the first of these positions, which ascend. */
    public static Batch at(Batch batch, int[] rows, int count) {
        return count == batch.rows() ? batch : gather(batch, rows, count);
    }

    /** Writes the positions at which a condition is TRUE; returns how many. */
    public static int select(Vector condition, int[] rows) {
        boolean[] holds = Primitives.booleans(condition);
        boolean[] nulls = Primitives.nulls(condition);
        int count = 0;
        for (int i = 0; i < holds.length; i++) {
            if (holds[i] && (nulls == null || !nulls[i])) {
                rows[count++] = i;
            }
        }
        return count;
    }

    /** VARCHARs with equal texts made the same object; those that are not known yet are added. */
    public static Vector shared(Vector texts, Map<Object, Object> known) {
        @Nullable Object[] values = new Object[texts.size()];
        for (int row = 0; row < values.length; row++) {
            Object text = texts.get(row);
            Object first = text == null ? null : known.putIfAbsent(text, text);
            values[row] = first == null ? text : first;
        }
        return new ObjectVector(texts.type(), values);
    }

    /** VARCHARs in less memory, each of which becomes an object whenever it is asked for. */
    public static Vector packed(Vector texts) {
        Vector packed = TextVector.of(texts);
        return packed == null ? texts : packed;
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
    public static Batch slice(Batch batch, int from, int to) {
        if (from == 0 && to == batch.rows()) {
            return batch;
        }
        int[] rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        return gather(batch, rows, rows.length);
    }

    /** About how many bytes of memory the batch takes. */
    public static long estimatedBytes(Batch batch) {
        long bytes = 0;
        for (Vector column : batch.columns()) {
            bytes += estimatedBytes(column);
        }
        return bytes;
    }

    /** Bytes of the characters of a text, as it lies on the heap: one or two for each. */
    private static long textBytes(String text) {
        for (int i = Math.min(text.length(), LOOKED_AT) - 1; i >= 0; i--) {
            if (text.charAt(i) > LAST_LATIN) {
                return 2L * text.length();
            }
        }
        return text.length();
    }

    /** About how much memory one vector takes. */
    public static long estimatedBytes(Vector vector) {
        if (vector instanceof ConstantVector constant) {
            // Whoever keeps it mostly copies it.
            return estimatedBytes(constant.one()) * Math.max(1, constant.size());
        }
        if (vector instanceof TextVector texts) {
            return texts.bytes().length + (long) texts.size() * Integer.BYTES;
        }
        if (!(vector instanceof ObjectVector objects)) {
            return (long) vector.size() * WORD_BYTES;
        }
        long bytes = 0;
        for (Object value : objects.values()) {
            bytes += OBJECT_BYTES;
            if (value instanceof String text) {
                bytes += textBytes(text);
            } else if (value instanceof byte[] binary) {
                bytes += binary.length;
            } else if (value instanceof BigDecimal) {
                bytes += DIGITS_BYTES;
            }
        }
        return bytes;
    }
}
