package org.bestpeer.engine.exec;

import java.util.Arrays;

/**
 * Numbers of different 64-bit values: in an array by value while these lie close together, as keys mostly do, else in a hash table
 * with linear probing. Not thread-safe.
 */
public final class LongKeys {
    /** The number of a value that is not there. */
    public static final int NONE = -1;

    private static final int START = 64;
    /** An array has at most so many places for each value: as much memory as the hash table takes. */
    private static final int PLACES = 8;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int HALF = 32;

    /** Numbers by value, from the one that the first place is for. */
    private boolean byValue;

    private long first;
    private int[] numbers = new int[START];
    /** Of the hash table, place by place. */
    private long[] values = new long[START];

    private int shift = Long.SIZE - Integer.numberOfTrailingZeros(START);
    private int size;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    public LongKeys() {
        Arrays.fill(numbers, NONE);
    }

    /** The number of a value, or {@link #NONE}. */
    public int find(long value) {
        if (byValue) {
            long place = value - first;
            return place >= 0 && place < numbers.length ? numbers[(int) place] : NONE;
        }
        return numbers[slot(value)];
    }

    /** The number of a value, which is {@code next}, not negative, if it was not there. */
    public int findOrAdd(long value, int next) {
        int known = find(value);
        if (known != NONE) {
            return known;
        }
        size++;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        if (byValue) {
            long place = value - first;
            if (place < 0 || place >= numbers.length) {
                rebuild(value < first);
            }
        } else if (size * 2 > numbers.length) {
            rebuild(false);
        }
        put(value, next);
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

    /** @param downwards whether there shall be room below the values, else above */
    private void rebuild(boolean downwards) {
        int[] oldNumbers = numbers;
        long[] oldValues = values;
        long oldFirst = first;
        boolean wasByValue = byValue;
        long range = greatest - least;
        byValue = range >= 0 && range < (long) PLACES * size;
        if (byValue) {
            int room = (int) range / 2;
            numbers = new int[(int) range + 1 + room];
            first = downwards && least - room < least ? least - room : least;
            values = new long[0];
        } else {
            int places = Integer.highestOneBit(size) * 4;
            numbers = new int[places];
            values = new long[places];
            shift = Long.SIZE - Integer.numberOfTrailingZeros(places);
        }
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != NONE) {
                put(wasByValue ? oldFirst + i : oldValues[i], oldNumbers[i]);
            }
        }
    }

    private void put(long value, int number) {
        if (byValue) {
            numbers[(int) (value - first)] = number;
        } else {
            int slot = slot(value);
            values[slot] = value;
            numbers[slot] = number;
        }
    }
}
