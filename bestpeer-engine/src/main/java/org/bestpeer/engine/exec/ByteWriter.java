package org.bestpeer.engine.exec;

import java.util.Arrays;

/** A growing array of bytes. Numbers are little end first. */
final class ByteWriter {
    private static final int START = 4096;
    private static final int VARINT_MASK = 0x7f;
    private static final int VARINT_MORE = 0x80;
    private static final int VARINT_SHIFT = 7;

    private byte[] bytes = new byte[START];
    private int size;

    void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void writeBytes(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** The low {@code width} bytes of the value. */
    void writeFixed(long value, int width) {
        ensure(width);
        for (int i = 0; i < width; i++) {
            bytes[size++] = (byte) (value >>> (Byte.SIZE * i));
        }
    }

    /** An unsigned number in groups of 7 bits. */
    void writeVarint(long value) {
        long rest = value;
        while ((rest & ~VARINT_MASK) != 0) {
            writeByte((int) (rest & VARINT_MASK) | VARINT_MORE);
            rest >>>= VARINT_SHIFT;
        }
        writeByte((int) rest);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
