package org.bestpeer.engine.exec;

import com.google.common.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Reads what {@link ByteWriter} wrote; whatever does not read as such fails cleanly. */
final class ByteReader {
    private static final int VARINT_MASK = 0x7f;
    private static final int VARINT_MORE = 0x80;
    private static final int VARINT_SHIFT = 7;
    private static final int LONGEST_VARINT_SHIFT = 63;
    private static final int BYTE_MASK = 0xff;

    private final byte[] bytes;
    private int position;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static BestPeerException broken(String what) {
        return new BestPeerException(ErrorCode.INTERNAL, "batch of rows cannot be read: " + what);
    }

    int readByte() {
        need(1);
        return bytes[position++] & BYTE_MASK;
    }

    byte[] readBytes(int length) {
        need(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    String readText(int length) {
        need(length);
        if (!Utf8.isWellFormed(bytes, position, length)) {
            throw broken("text is not UTF-8");
        }
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    /** An unsigned number of {@code width} bytes. */
    long readFixed(int width) {
        need(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) (bytes[position++] & BYTE_MASK) << (Byte.SIZE * i);
        }
        return value;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_VARINT_SHIFT; shift += VARINT_SHIFT) {
            int part = readByte();
            value |= (long) (part & VARINT_MASK) << shift;
            if ((part & VARINT_MORE) == 0) {
                return value;
            }
        }
        throw broken("number is too long");
    }

    /** A number of things, at most so many. */
    int readCount(int most, String what) {
        long count = readVarint();
        if (count < 0 || count > most) {
            throw broken("more than %d %s".formatted(most, what));
        }
        return (int) count;
    }

    int remaining() {
        return bytes.length - position;
    }

    /** Fails unless so many bytes are left; before anything is allocated for them. */
    void need(long length) {
        if (length < 0 || length > remaining()) {
            throw broken("it ends too early");
        }
    }
}
