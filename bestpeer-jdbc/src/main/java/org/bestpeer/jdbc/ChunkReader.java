package org.bestpeer.jdbc;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks over the bytes of a chunk; numbers are little end first. Nothing is read or promised beyond its end. */
final class ChunkReader {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int position;

    ChunkReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    int readByte() throws IOException {
        return bytes[skip(1)] & 0xff;
    }

    int readInt() throws IOException {
        return (int) INT.get(bytes, skip(Integer.BYTES));
    }

    long readLong() throws IOException {
        return (long) LONG.get(bytes, skip(Long.BYTES));
    }

    /** Goes on behind so many bytes, and returns where they begin. */
    int skip(long length) throws IOException {
        if (length < 0 || length > bytes.length - position) {
            throw new IOException("rows end too early");
        }
        int start = position;
        position += (int) length;
        return start;
    }

    /** The unsigned number of {@code width} bytes, 0, 1, 2, 4 or 8, at a place. */
    static long number(byte[] bytes, int at, int width) {
        return switch (width) {
            case 0 -> 0;
            case 1 -> bytes[at] & 0xff;
            case Short.BYTES -> (short) SHORT.get(bytes, at) & 0xffff;
            case Integer.BYTES -> (int) INT.get(bytes, at) & 0xffff_ffffL;
            default -> (long) LONG.get(bytes, at);
        };
    }
}
