package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one column; {@link ColumnDecoder} reads it. */
final class ColumnEncoder {
    static final int NO_NULLS = 0;
    static final int SOME_NULLS = 1;
    static final int ALL_NULL = 2;

    /** Differences from the smallest value, in as few bytes each as they need. */
    static final int OFFSETS = 0;
    /** Beside the width of numbers: these are steps from value to value, less the smallest step. */
    static final int STEPS = 0x10;

    /** A length and the bytes, for each value. */
    static final int PLAIN = 1;
    /** Each different value once, then their numbers. */
    static final int DICTIONARY = 2;

    private static final int LARGEST_DICTIONARY = 256;

    private final Vector column;
    private final ByteWriter out;
    private final int present;

    private ColumnEncoder(Vector column, ByteWriter out, int present) {
        this.column = column;
        this.out = out;
        this.present = present;
    }

    static void write(Vector column, ByteWriter out) {
        int present = 0;
        for (int i = 0; i < column.size(); i++) {
            present += column.isNull(i) ? 0 : 1;
        }
        new ColumnEncoder(column, out, present).write();
    }

    private void write() {
        if (present == 0) {
            out.writeByte(ALL_NULL);
            return;
        }
        out.writeByte(present == column.size() ? NO_NULLS : SOME_NULLS);
        if (present < column.size()) {
            boolean[] nulls = new boolean[column.size()];
            for (int i = 0; i < nulls.length; i++) {
                nulls[i] = column.isNull(i);
            }
            writeBits(nulls, nulls.length);
        }
        switch (column.type().kind()) {
            case BOOLEAN -> writeBooleans();
            case DOUBLE -> writeDoubles();
            case VARCHAR -> writeTexts();
            case VARBINARY -> writeBinaries();
            case DECIMAL -> writeDecimals();
            case SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP -> writeOffsets(longs());
        }
    }

    private void writeBits(boolean[] bits, int count) {
        for (int start = 0; start < count; start += Byte.SIZE) {
            int value = 0;
            for (int i = start; i < Math.min(start + Byte.SIZE, count); i++) {
                value |= bits[i] ? 1 << (i - start) : 0;
            }
            out.writeByte(value);
        }
    }

    private void writeBooleans() {
        boolean[] bits = new boolean[present];
        int n = 0;
        for (int i = 0; i < column.size(); i++) {
            if (!column.isNull(i)) {
                bits[n++] = column.getLong(i) != 0;
            }
        }
        writeBits(bits, n);
    }

    private void writeDoubles() {
        for (int i = 0; i < column.size(); i++) {
            if (!column.isNull(i)) {
                out.writeFixed(Double.doubleToRawLongBits(column.getDouble(i)), Long.BYTES);
            }
        }
    }

    private long[] longs() {
        long[] values = new long[present];
        int n = 0;
        for (int i = 0; i < column.size(); i++) {
            if (!column.isNull(i)) {
                values[n++] = column.getLong(i);
            }
        }
        return values;
    }

    /** As differences from the smallest, or, as of sorted numbers, of their steps from one to the next. */
    private void writeOffsets(long[] values) {
        long min = Arrays.stream(values).min().orElseThrow();
        int width = bytesFor(Arrays.stream(values).max().orElseThrow() - min);
        long[] steps = steps(values);
        long minStep = Arrays.stream(steps).min().orElse(0);
        int stepWidth = bytesFor(Arrays.stream(steps).max().orElse(0) - minStep);
        if (Long.BYTES + (long) steps.length * stepWidth < (long) values.length * width) {
            out.writeByte(stepWidth | STEPS);
            out.writeFixed(values[0], Long.BYTES);
            writeDifferences(steps, minStep, stepWidth);
        } else {
            out.writeByte(width);
            writeDifferences(values, min, width);
        }
    }

    /** Modulo 2 to the 64th, as they are added again. */
    private static long[] steps(long[] values) {
        long[] steps = new long[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i + 1] - values[i];
        }
        return steps;
    }

    private void writeDifferences(long[] values, long min, int width) {
        out.writeFixed(min, Long.BYTES);
        for (long value : values) {
            out.writeFixed(value - min, width);
        }
    }

    /** The difference is unsigned: it may take all 64 bits. */
    private static int bytesFor(long difference) {
        return (Long.SIZE - Long.numberOfLeadingZeros(difference) + Byte.SIZE - 1) / Byte.SIZE;
    }

    private void writeDecimals() {
        if (Vectors.isCompact(column.type())) {
            writeOffsets(longs());
            return;
        }
        long @Nullable [] small = Primitives.holdsDigits(column) ? longs() : smallDecimals();
        if (small != null) {
            out.writeByte(OFFSETS);
            writeOffsets(small);
            return;
        }
        out.writeByte(PLAIN);
        for (int i = 0; i < column.size(); i++) {
            if (column.get(i) instanceof BigDecimal number) {
                writeSized(number.unscaledValue().toByteArray());
            }
        }
    }

    /** The digits of all values if each fits 64 bits. */
    private long @Nullable [] smallDecimals() {
        long[] values = new long[present];
        int n = 0;
        for (int i = 0; i < column.size(); i++) {
            if (column.get(i) instanceof BigDecimal number) {
                BigInteger unscaled = number.unscaledValue();
                if (unscaled.bitLength() >= Long.SIZE) {
                    return null;
                }
                values[n++] = unscaled.longValue();
            }
        }
        return values;
    }

    private void writeTexts() {
        Map<String, Integer> numbers = new HashMap<>();
        byte[] codes = new byte[present];
        int n = 0;
        for (int i = 0; i < column.size() && numbers.size() <= LARGEST_DICTIONARY; i++) {
            if (column.get(i) instanceof String text) {
                Integer known = numbers.putIfAbsent(text, numbers.size());
                codes[n++] = (byte) (known == null ? numbers.size() - 1 : known);
            }
        }
        if (numbers.size() <= LARGEST_DICTIONARY && numbers.size() <= present / 2) {
            writeDictionary(numbers, codes);
            return;
        }
        out.writeByte(PLAIN);
        for (int i = 0; i < column.size(); i++) {
            if (column.get(i) instanceof String text) {
                writeSized(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void writeDictionary(Map<String, Integer> numbers, byte[] codes) {
        out.writeByte(DICTIONARY);
        out.writeVarint(numbers.size());
        String[] entries = new String[numbers.size()];
        numbers.forEach((text, number) -> entries[number] = text);
        for (String entry : entries) {
            writeSized(entry.getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(codes);
    }

    private void writeBinaries() {
        for (int i = 0; i < column.size(); i++) {
            if (column.get(i) instanceof byte[] binary) {
                writeSized(binary);
            }
        }
    }

    private void writeSized(byte[] value) {
        out.writeVarint(value.length);
        out.writeBytes(value);
    }
}
