package org.bestpeer.node.index;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.overlay.Key;
import org.jspecify.annotations.Nullable;

/** Reads a key part by part, as {@link KeyEncoding} wrote it. Used by one thread. */
final class KeyReader {
    private final Key key;
    private int at;

    KeyReader(Key key) {
        this.key = key;
    }

    int tag() {
        return next();
    }

    String name() {
        return CodePoints.decode(unescaped());
    }

    /** The next value: what was written, but for -0, which comes as 0, and long texts and binaries, which come cut. */
    @Nullable
    Object value(DataType type) {
        int marker = next();
        if (marker == KeyEncoding.NULL) {
            return null;
        }
        if (marker != KeyEncoding.VALUE) {
            throw malformed();
        }
        return switch (type.kind()) {
            case BOOLEAN -> next() != 0;
            case SMALLINT, INTEGER, DATE -> (int) number(Integer.BYTES) ^ Integer.MIN_VALUE;
            case BIGINT, TIME, TIMESTAMP -> number(Long.BYTES) ^ Long.MIN_VALUE;
            case DOUBLE -> fromSortable(number(Long.BYTES));
            case DECIMAL -> decimal().setScale(type.scale());
            case VARCHAR -> CodePoints.decode(unescaped());
            case VARBINARY -> unescaped();
        };
    }

    boolean atEnd() {
        return at == key.length();
    }

    private long number(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << Byte.SIZE) | next();
        }
        return value;
    }

    private static double fromSortable(long bits) {
        return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
    }

    private BigDecimal decimal() {
        int sign = next();
        if (sign == KeyEncoding.ZERO) {
            return BigDecimal.ZERO;
        }
        int mask = sign == KeyEncoding.NEGATIVE ? 0xff : 0;
        int exponent = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            exponent = (exponent << Byte.SIZE) | (next() ^ mask);
        }
        exponent ^= Integer.MIN_VALUE;
        BigInteger digits = BigInteger.ZERO;
        int pairs = 0;
        for (int pair = next() ^ mask; pair != 0; pair = next() ^ mask) {
            digits = digits.multiply(KeyEncoding.HUNDRED.toBigInteger()).add(BigInteger.valueOf(pair - 1));
            pairs++;
        }
        BigDecimal magnitude =
                new BigDecimal(digits, 2 * pairs).scaleByPowerOfTen(exponent).stripTrailingZeros();
        return mask == 0 ? magnitude : magnitude.negate();
    }

    private byte[] unescaped() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int next = next();
            if (next != 0) {
                bytes.write(next);
            } else if (next() == KeyEncoding.ESCAPED_ZERO) {
                bytes.write(0);
            } else {
                return bytes.toByteArray();
            }
        }
    }

    private int next() {
        if (at >= key.length()) {
            throw malformed();
        }
        return key.at(at++);
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("key %s has no readable part at byte %d".formatted(key, at));
    }
}
