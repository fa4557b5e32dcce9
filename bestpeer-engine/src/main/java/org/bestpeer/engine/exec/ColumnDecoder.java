package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** Reads one column that {@link ColumnEncoder} wrote, and checks that every value belongs to the column's type. */
final class ColumnDecoder {
    private static final int LONGEST_DECIMAL_BYTES = 17;

    private final ByteReader in;
    private final Field field;
    private final DataType type;
    private final int rows;
    private boolean[] nulls = new boolean[0];

    ColumnDecoder(ByteReader in, Field field, int rows) {
        this.in = in;
        this.field = field;
        this.type = field.type();
        this.rows = rows;
    }

    Vector read() {
        switch (in.readByte()) {
            case ColumnEncoder.NO_NULLS -> nulls = new boolean[rows];
            case ColumnEncoder.SOME_NULLS -> nulls = readBits(rows);
            case ColumnEncoder.ALL_NULL -> {
                return Vectors.constant(type, null, rows);
            }
            default -> throw broken("unknown kind of column");
        }
        VectorBuilder builder = VectorBuilder.of(type, rows);
        switch (type.kind()) {
            case BOOLEAN -> readBooleans(builder);
            case DOUBLE -> readDoubles(builder);
            case VARCHAR -> readTexts(builder);
            case VARBINARY -> readBinaries(builder);
            case DECIMAL -> readDecimals(builder);
            case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP -> readOffsets(builder);
        }
        return builder.build();
    }

    private RuntimeException broken(String what) {
        return ByteReader.broken("column %s: %s".formatted(field.name(), what));
    }

    private boolean[] readBits(int count) {
        byte[] packed = in.readBytes((count + Byte.SIZE - 1) / Byte.SIZE);
        boolean[] bits = new boolean[count];
        for (int i = 0; i < count; i++) {
            bits[i] = (packed[i / Byte.SIZE] >> (i % Byte.SIZE) & 1) != 0;
        }
        return bits;
    }

    private int present() {
        int present = 0;
        for (boolean isNull : nulls) {
            present += isNull ? 0 : 1;
        }
        return present;
    }

    private void readBooleans(VectorBuilder builder) {
        boolean[] bits = readBits(present());
        int n = 0;
        for (boolean isNull : nulls) {
            if (isNull) {
                builder.appendNull();
            } else {
                builder.appendLong(bits[n++] ? 1 : 0);
            }
        }
    }

    private void readDoubles(VectorBuilder builder) {
        in.need((long) present() * Long.BYTES);
        for (boolean isNull : nulls) {
            if (isNull) {
                builder.appendNull();
            } else {
                builder.appendDouble(Double.longBitsToDouble(in.readFixed(Long.BYTES)));
            }
        }
    }

    private void readOffsets(VectorBuilder builder) {
        int head = in.readByte();
        boolean stepwise = (head & ColumnEncoder.STEPS) != 0;
        int width = head & ~ColumnEncoder.STEPS;
        if (width > Long.BYTES) {
            throw broken("unknown width of numbers");
        }
        // Of steps there is one less than there are values.
        long value = stepwise ? in.readFixed(Long.BYTES) : 0;
        long min = in.readFixed(Long.BYTES);
        in.need((long) (present() - (stepwise ? 1 : 0)) * width);
        boolean first = stepwise;
        for (boolean isNull : nulls) {
            if (isNull) {
                builder.appendNull();
                continue;
            }
            if (!first) {
                long difference = min + in.readFixed(width);
                value = stepwise ? value + difference : difference;
            }
            first = false;
            builder.appendLong(checked(value));
        }
    }

    private long checked(long value) {
        boolean fits =
                switch (type.kind()) {
                    case SMALLINT -> value == (short) value;
                    case INTEGER, DATE -> value == (int) value;
                    case DECIMAL -> Vectors.hasDigits(value, type.precision());
                    default -> true;
                };
        if (!fits) {
            throw broken("number is out of the range of " + type);
        }
        return value;
    }

    private BigDecimal checked(BigDecimal value) {
        if (value.precision() > type.precision()) {
            throw broken("number has more digits than " + type);
        }
        return value;
    }

    private void readDecimals(VectorBuilder builder) {
        if (Vectors.isCompact(type)) {
            readOffsets(builder);
            return;
        }
        switch (in.readByte()) {
            case ColumnEncoder.OFFSETS -> readOffsets(builder);
            case ColumnEncoder.PLAIN -> readPlainDecimals(builder);
            default -> throw broken("unknown encoding");
        }
    }

    private void readPlainDecimals(VectorBuilder builder) {
        for (boolean isNull : nulls) {
            if (isNull) {
                builder.appendNull();
                continue;
            }
            int length = in.readCount(LONGEST_DECIMAL_BYTES, "bytes of a number");
            if (length == 0) {
                throw broken("number is empty");
            }
            builder.append(checked(new BigDecimal(new BigInteger(in.readBytes(length)), type.scale())));
        }
    }

    private void readTexts(VectorBuilder builder) {
        switch (in.readByte()) {
            case ColumnEncoder.PLAIN -> {
                for (boolean isNull : nulls) {
                    builder.append(isNull ? null : in.readText(length()));
                }
            }
            case ColumnEncoder.DICTIONARY -> readDictionary(builder);
            default -> throw broken("unknown encoding");
        }
    }

    private void readDictionary(VectorBuilder builder) {
        String[] entries = new String[in.readCount(1 << Byte.SIZE, "dictionary entries")];
        Arrays.setAll(entries, i -> in.readText(length()));
        for (boolean isNull : nulls) {
            if (isNull) {
                builder.appendNull();
                continue;
            }
            int code = in.readByte();
            if (code >= entries.length) {
                throw broken("no such dictionary entry");
            }
            builder.append(entries[code]);
        }
    }

    private void readBinaries(VectorBuilder builder) {
        for (boolean isNull : nulls) {
            builder.append(isNull ? null : in.readBytes(length()));
        }
    }

    private int length() {
        return in.readCount(in.remaining(), "bytes");
    }
}
