package org.bestpeer.node.gateway;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.bestpeer.engine.exec.TextVector;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A column as it travels to our driver, which finds each value by its position. Its kind, whether it has NULLs and for each row a bit
 * that says so, then the values: numbers as differences to the least in as many bytes as the largest takes, texts and bytes one after
 * the other behind the places where they end. Numbers are little end first.
 */
final class ColumnBytes {
    private static final int BOOLEAN = 0;
    private static final int SHORT = 1;
    private static final int INT = 2;
    private static final int LONG = 3;
    private static final int DECIMAL = 4;
    private static final int DOUBLE = 5;
    private static final int LONG_DECIMAL = 6;
    private static final int TEXT = 7;
    private static final int FEW_TEXTS = 8;
    private static final int BYTES = 9;

    private static final int MOST_SCALE = 255;
    private static final int MOST_DIFFERENT = 256;
    /** After so many rows, texts of which every other one is new are not looked at for few different ones any more. */
    private static final int TRIED = 64;

    private static final long MICROS_PER_MILLI = 1_000;

    private final Vector column;
    private final int from;
    private final int rows;
    private final byte @Nullable [] nulls;

    private ColumnBytes(Vector column, int from, int to) {
        this.column = column;
        this.from = from;
        this.rows = to - from;
        this.nulls = nulls();
    }

    /** The values from one row to before another. */
    static ByteBuffer of(Vector column, int from, int to) {
        return new ColumnBytes(column, from, to).written().flip();
    }

    private byte @Nullable [] nulls() {
        byte[] bits = null;
        for (int i = 0; i < rows; i++) {
            if (column.isNull(from + i)) {
                bits = bits == null ? new byte[(rows + Byte.SIZE - 1) / Byte.SIZE] : bits;
                bits[i / Byte.SIZE] |= (byte) (1 << (i % Byte.SIZE));
            }
        }
        return bits;
    }

    private ByteBuffer written() {
        DataType type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> numbers(BOOLEAN, column::getLong);
            case SMALLINT -> numbers(SHORT, column::getLong);
            case INTEGER, DATE -> numbers(INT, column::getLong);
            case BIGINT -> numbers(LONG, column::getLong);
            // Avatica knows milliseconds only.
            case TIME -> numbers(INT, row -> column.getLong(row) / MICROS_PER_MILLI);
            case TIMESTAMP -> numbers(LONG, row -> Math.floorDiv(column.getLong(row), MICROS_PER_MILLI));
            case DECIMAL -> decimals(type);
            case DOUBLE -> doubles();
            case VARCHAR -> texts();
            case VARBINARY -> pieces(BYTES, row -> (byte[]) column.get(row));
        };
    }

    private boolean isNull(int i) {
        return nulls != null && (nulls[i / Byte.SIZE] >> (i % Byte.SIZE) & 1) != 0;
    }

    /** A buffer with kind and NULLs, and room for so many bytes more. */
    private ByteBuffer begun(int kind, long more) {
        int head = 2 + (nulls == null ? 0 : nulls.length);
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(head + more)).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) kind).put((byte) (nulls == null ? 0 : 1));
        return nulls == null ? out : out.put(nulls);
    }

    private ByteBuffer numbers(int kind, IntToLongFunction value) {
        Numbers numbers = Numbers.of(values(value));
        return numbers.put(begun(kind, numbers.size()));
    }

    private long[] values(IntToLongFunction value) {
        long[] values = new long[rows];
        long some = 0;
        boolean known = false;
        for (int i = 0; i < rows; i++) {
            if (!isNull(i)) {
                values[i] = value.applyAsLong(from + i);
                some = known ? some : values[i];
                known = true;
            }
        }
        // What stands in the place of a NULL must not make the numbers wider.
        for (int i = 0; nulls != null && i < rows; i++) {
            values[i] = isNull(i) ? some : values[i];
        }
        return values;
    }

    private ByteBuffer decimals(DataType type) {
        if (Vectors.isCompact(type)) {
            return decimals(type.scale(), values(column::getLong));
        }
        int scale = type.scale();
        boolean fits = scale <= MOST_SCALE;
        for (int i = 0; fits && i < rows; i++) {
            fits = isNull(i) || fits((BigDecimal) column.get(from + i), scale);
        }
        return fits
                ? decimals(scale, values(row -> digits(row)))
                : pieces(LONG_DECIMAL, row -> utf8(((BigDecimal) present(row)).toPlainString()));
    }

    private ByteBuffer decimals(int scale, long[] digits) {
        Numbers numbers = Numbers.of(digits);
        return numbers.put(begun(DECIMAL, 1 + numbers.size()).put((byte) scale));
    }

    private static boolean fits(@Nullable BigDecimal value, int scale) {
        return value != null && value.scale() == scale && value.unscaledValue().bitLength() < Long.SIZE;
    }

    private long digits(int row) {
        return ((BigDecimal) present(row)).unscaledValue().longValue();
    }

    private Object present(int row) {
        Object value = column.get(row);
        if (value == null) {
            throw new IllegalStateException("row %d is NULL".formatted(row));
        }
        return value;
    }

    private ByteBuffer doubles() {
        ByteBuffer out = begun(DOUBLE, (long) rows * Double.BYTES);
        for (int i = 0; i < rows; i++) {
            out.putDouble(isNull(i) ? 0 : column.getDouble(from + i));
        }
        return out;
    }

    private ByteBuffer texts() {
        long[] codes = new long[rows];
        Map<Object, Integer> different = different(codes);
        if (different != null) {
            byte[][] entries = new byte[different.size()][];
            different.forEach((text, code) -> entries[code] = utf8((String) text));
            Pieces pieces = Pieces.of(entries);
            Numbers numbers = Numbers.of(codes);
            ByteBuffer out = begun(FEW_TEXTS, pieces.size() + numbers.size() + Integer.BYTES);
            return numbers.put(pieces.put(out.putInt(entries.length)));
        }
        if (column instanceof TextVector texts) {
            long[] ends = new long[rows];
            long start = texts.start(from);
            for (int i = 0; i < rows; i++) {
                ends[i] = texts.end(from + i) - start;
            }
            Numbers places = Numbers.of(ends);
            int length = (int) ends[rows - 1];
            return places.put(begun(TEXT, places.size() + length)).put(texts.bytes(), (int) start, length);
        }
        return pieces(TEXT, row -> utf8((String) present(row)));
    }

    /** The different texts with their numbers, and for each row which it has; null if there are many. */
    private @Nullable Map<Object, Integer> different(long[] codes) {
        Map<Object, Integer> different = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            if (isNull(i)) {
                continue;
            }
            Integer code = different.putIfAbsent(present(from + i), different.size());
            codes[i] = code == null ? different.size() - 1 : code;
            int found = different.size();
            if (found > MOST_DIFFERENT || (i >= TRIED && found > i / 2)) {
                return null;
            }
        }
        return different.size() > rows / 2 ? null : different;
    }

    private interface PieceOfRow {
        byte @Nullable [] of(int row);
    }

    private ByteBuffer pieces(int kind, PieceOfRow piece) {
        byte[][] all = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            byte[] bytes = isNull(i) ? null : piece.of(from + i);
            all[i] = bytes == null ? new byte[0] : bytes;
        }
        Pieces pieces = Pieces.of(all);
        return pieces.put(begun(kind, pieces.size()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Numbers of one width; the least of them travels before them. */
    private record Numbers(long[] values, long base, int width) {
        static Numbers of(long[] values) {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            for (long value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            if (values.length == 0) {
                return new Numbers(values, 0, 0);
            }
            // The difference of far numbers does not fit 63 bits: then it seems negative.
            return new Numbers(values, least, width(most - least));
        }

        private static int width(long difference) {
            if (difference == 0) {
                return 0;
            }
            if (difference < 0 || difference > 0xffff_ffffL) {
                return Long.BYTES;
            }
            if (difference > 0xffff) {
                return Integer.BYTES;
            }
            return difference > 0xff ? Short.BYTES : Byte.BYTES;
        }

        long size() {
            return 1 + Long.BYTES + (long) values.length * width;
        }

        ByteBuffer put(ByteBuffer out) {
            out.put((byte) width).putLong(base);
            for (long value : values) {
                long difference = value - base;
                switch (width) {
                    case 0 -> {}
                    case Byte.BYTES -> out.put((byte) difference);
                    case Short.BYTES -> out.putShort((short) difference);
                    case Integer.BYTES -> out.putInt((int) difference);
                    default -> out.putLong(difference);
                }
            }
            return out;
        }
    }

    /** Texts or bytes behind the places where they end. */
    private record Pieces(byte[][] all, Numbers ends) {
        static Pieces of(byte[][] all) {
            long[] ends = new long[all.length];
            long end = 0;
            for (int i = 0; i < ends.length; i++) {
                end += all[i].length;
                ends[i] = end;
            }
            return new Pieces(all, Numbers.of(ends));
        }

        long size() {
            return ends.size() + (ends.values.length == 0 ? 0 : ends.values[ends.values.length - 1]);
        }

        ByteBuffer put(ByteBuffer out) {
            ends.put(out);
            for (byte[] piece : all) {
                out.put(piece);
            }
            return out;
        }
    }
}
