package org.bestpeer.engine.exec;

import java.util.Arrays;

/** Numbers of different 64-bit values, in a hash table with linear probing. Not thread-safe. */
public final class LongKeys {
    /** The number of a value that is not there. */
    public static final int NONE = -1;

    private static final int START = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int HALF = 32;

    private long[] values = new long[START];
    private int[] numbers = new int[START];
    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(START);
    private int size;

    public LongKeys() {
        Arrays.fill(numbers, NONE);
    }

    /** The number of a value, or {@link #NONE}. */
    public int find(long value) {
        return numbers[slot(value)];
    }

    /** The number of a value, which is {@code next}, not negative, if it was not there. */
    public int findOrAdd(long value, int next) {
        int slot = slot(value);
        if (numbers[slot] != NONE) {
            return numbers[slot];
        }
        values[slot] = value;
        numbers[slot] = next;
        size++;
        if (size * 2 > numbers.length) {
            grow();
        }
        return next;
    }

    private int slot(long value) {
        int mask = numbers.length - 1;
        // The upper half too: that is where doubles differ.
        int slot = (int) (((value ^ (value >>> HALF)) * MIX) >>> shift);
        while (numbers[slot] != NONE && values[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldValues = values;
        int[] oldNumbers = numbers;
        values = new long[oldValues.length * 2];
        numbers = new int[values.length];
        Arrays.fill(numbers, NONE);
        shift--;
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != NONE) {
                int slot = slot(oldValues[i]);
                values[slot] = oldValues[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
