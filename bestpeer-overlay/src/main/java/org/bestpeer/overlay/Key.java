package org.bestpeer.overlay;

import java.util.Arrays;
import java.util.HexFormat;

/** A byte string, ordered as unsigned bytes; the empty one is the smallest. Immutable. */
public final class Key implements Comparable<Key> {
    /** Smallest of all keys. */
    public static final Key MIN = new Key(new byte[0]);

    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A key of a copy of these bytes. */
    public static Key of(byte[] bytes) {
        return new Key(bytes.clone());
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** Byte at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
