package org.bestpeer.jdbc;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of a chunk. A value is made when it is asked for, in the class that Avatica's accessors want: a number of days for a
 * date, of milliseconds for a time.
 */
final class ChunkColumn {
    private static final int MOST_ENTRIES = 1 << 16;

    private final byte[] bytes;
    /** Where the bits of NULLs begin; -1 if there are none. */
    private final int nulls;

    private final IntFunction<Object> values;

    private ChunkColumn(byte[] bytes, int nulls, IntFunction<Object> values) {
        this.bytes = bytes;
        this.nulls = nulls;
        this.values = values;
    }

    @Nullable
    Object get(int row) {
        boolean isNull = nulls >= 0 && (bytes[nulls + (row >> 3)] >> (row & 7) & 1) != 0;
        return isNull ? null : values.apply(row);
    }

    static ChunkColumn read(ChunkReader in, int rows) throws IOException {
        int kind = in.readByte();
        int nulls = in.readByte() == 0 ? -1 : in.skip((rows + 7L) / 8);
        return new ChunkColumn(in.bytes(), nulls, values(kind, in, rows));
    }

    private static IntFunction<Object> values(int kind, ChunkReader in, int rows) throws IOException {
        switch (kind) {
            case ColumnKind.BOOLEAN -> {
                Numbers numbers = Numbers.read(in, rows);
                return row -> numbers.at(row) != 0;
            }
            case ColumnKind.SHORT -> {
                Numbers numbers = Numbers.read(in, rows);
                return row -> (short) numbers.at(row);
            }
            case ColumnKind.INT -> {
                Numbers numbers = Numbers.read(in, rows);
                return row -> (int) numbers.at(row);
            }
            case ColumnKind.LONG -> {
                Numbers numbers = Numbers.read(in, rows);
                return numbers::at;
            }
            case ColumnKind.DECIMAL -> {
                int scale = in.readByte();
                Numbers numbers = Numbers.read(in, rows);
                return row -> BigDecimal.valueOf(numbers.at(row), scale);
            }
            case ColumnKind.DOUBLE -> {
                byte[] bytes = in.bytes();
                int start = in.skip((long) rows * Double.BYTES);
                return row ->
                        Double.longBitsToDouble(ChunkReader.number(bytes, start + row * Double.BYTES, Double.BYTES));
            }
            case ColumnKind.LONG_DECIMAL -> {
                Pieces pieces = Pieces.read(in, rows);
                return row -> decimal(pieces.text(row));
            }
            case ColumnKind.TEXT -> {
                return Pieces.read(in, rows)::text;
            }
            case ColumnKind.FEW_TEXTS -> {
                return texts(in, rows);
            }
            case ColumnKind.BYTES -> {
                return Pieces.read(in, rows)::bytes;
            }
            default -> throw new IOException("rows have a column of unknown kind " + kind);
        }
    }

    private static IntFunction<Object> texts(ChunkReader in, int rows) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("rows have too many different texts");
        }
        Pieces pieces = Pieces.read(in, count);
        String[] entries = new String[count];
        Arrays.setAll(entries, pieces::text);
        Numbers codes = Numbers.read(in, rows);
        codes.checkBelow(rows, Math.max(1, count));
        return count == 0 ? row -> "" : row -> entries[(int) codes.at(row)];
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new GatewayException(SqlErrors.of("08006", "the peer sent a number that is none"));
        }
    }

    /** Numbers of one width, each a difference to the least. */
    private record Numbers(byte[] bytes, int start, int width, long base) {
        static Numbers read(ChunkReader in, int rows) throws IOException {
            int width = in.readByte();
            if (width > Long.BYTES || Integer.bitCount(width) > 1) {
                throw new IOException("rows have numbers of unknown width " + width);
            }
            long base = in.readLong();
            return new Numbers(in.bytes(), in.skip((long) rows * width), width, base);
        }

        long at(int row) {
            return base + ChunkReader.number(bytes, start + row * width, width);
        }

        void checkBelow(int rows, int limit) throws IOException {
            for (int row = 0; row < rows; row++) {
                if (at(row) < 0 || at(row) >= limit) {
                    throw new IOException("rows name a text that is not there");
                }
            }
        }
    }

    /** Texts or bytes, one after the other; each begins where the one before ends. */
    private record Pieces(byte[] bytes, Numbers ends, int start) {
        static Pieces read(ChunkReader in, int count) throws IOException {
            Numbers ends = Numbers.read(in, count);
            long last = 0;
            for (int i = 0; i < count; i++) {
                long end = ends.at(i);
                if (end < last) {
                    throw new IOException("rows have a text that ends before it begins");
                }
                last = end;
            }
            return new Pieces(in.bytes(), ends, in.skip(last));
        }

        private int begin(int row) {
            return start + (row == 0 ? 0 : (int) ends.at(row - 1));
        }

        private int end(int row) {
            return start + (int) ends.at(row);
        }

        String text(int row) {
            int begin = begin(row);
            return new String(bytes, begin, end(row) - begin, StandardCharsets.UTF_8);
        }

        byte[] bytes(int row) {
            return Arrays.copyOfRange(bytes, begin(row), end(row));
        }
    }
}
