package org.bestpeer.node.index;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.function.IntUnaryOperator;
import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.overlay.Key;
import org.jspecify.annotations.Nullable;

/**
 * Builds a key part by part. Keys of equal parts sort as SQL sorts the parts, ascending with NULLs last. No part's bytes
 * are a prefix of another value's, so parts can follow each other, and between two different keys there is always room
 * for a third. The bytes of each type stand in docs/overlay.md. Used by one thread.
 */
final class KeyEncoding {
    /** Longer texts and binaries are cut to so many bytes; what is cut may share its bytes with others, never pass them. */
    static final int MAX_BYTES = 256;

    static final int VALUE = 0x01;
    static final int NULL = 0x02;
    static final int END = 0x01;
    static final int CUT_END = 0x02;
    static final int ESCAPED_ZERO = 0xff;
    static final int NEGATIVE = 0x01;
    static final int ZERO = 0x02;
    static final int POSITIVE = 0x03;
    /** Digits of a decimal in one byte. */
    static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds one byte as it is. */
    KeyEncoding tag(int value) {
        out.write(value);
        return this;
    }

    /** Adds a name, of any length. */
    KeyEncoding name(String name) {
        escaped(CodePoints.encode(name), Integer.MAX_VALUE);
        return this;
    }

    /** Adds a value in the Java class of its type. */
    KeyEncoding value(TypeKind kind, @Nullable Object value) {
        if (value == null) {
            out.write(NULL);
            return this;
        }
        out.write(VALUE);
        switch (kind) {
            case BOOLEAN -> out.write((Boolean) value ? 1 : 0);
            case SMALLINT, INTEGER, DATE -> number((Integer) value ^ Integer.MIN_VALUE, Integer.BYTES);
            case BIGINT, TIME, TIMESTAMP -> number((Long) value ^ Long.MIN_VALUE, Long.BYTES);
            case DOUBLE -> number(sortable((Double) value), Long.BYTES);
            case DECIMAL -> decimal((BigDecimal) value);
            case VARCHAR -> escaped(CodePoints.encode((String) value), MAX_BYTES);
            case VARBINARY -> escaped((byte[]) value, MAX_BYTES);
        }
        return this;
    }

    Key toKey() {
        return Key.of(out.toByteArray());
    }

    /** The last {@code bytes} bytes, the highest first. */
    private void number(long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }

    /** Bits that sort, unsigned, as SQL does: -0 is 0, and NaN is above all others. */
    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    /**
     * Sign, exponent of ten, and the digits behind the point of a number in [0.1, 1), two in a byte. Equal numbers of
     * different scales give equal bytes.
     */
    private void decimal(BigDecimal value) {
        if (value.signum() == 0) {
            out.write(ZERO);
            return;
        }
        boolean negative = value.signum() < 0;
        out.write(negative ? NEGATIVE : POSITIVE);
        IntUnaryOperator sign = negative ? b -> ~b : b -> b;
        BigDecimal magnitude = value.abs();
        int exponent = magnitude.precision() - magnitude.scale();
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(sign.applyAsInt((exponent ^ Integer.MIN_VALUE) >>> shift));
        }
        BigDecimal rest = magnitude.scaleByPowerOfTen(-exponent);
        while (rest.signum() != 0) {
            rest = rest.multiply(HUNDRED);
            int digits = rest.intValue();
            // 1 to 100, so that the 0 at the end sorts before all of them.
            out.write(sign.applyAsInt(digits + 1));
            rest = rest.subtract(BigDecimal.valueOf(digits));
        }
        out.write(sign.applyAsInt(0));
    }

    private void escaped(byte[] bytes, int limit) {
        int length = Math.min(bytes.length, limit);
        for (int i = 0; i < length; i++) {
            out.write(bytes[i]);
            if (bytes[i] == 0) {
                out.write(ESCAPED_ZERO);
            }
        }
        out.write(0);
        out.write(length < bytes.length ? CUT_END : END);
    }
}
