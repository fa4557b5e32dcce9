package org.bestpeer.overlay.sim.explore;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.sim.world.EventHash;

/**
 * Values numbered in order of their adding, found again by a 64-bit key without boxes.
 *
 * @param <T> kind of value
 */
final class Index<T> {
    static final int ABSENT = -1;

    private long[] keys = new long[1024];
    private int[] numbers = new int[1024];
    private final List<T> values = new ArrayList<>();

    /** Number of the value under a key, or {@link #ABSENT}. */
    int find(long key) {
        int slot = slot(key);
        return numbers[slot] - 1;
    }

    /** Adds a value under a key that has none. */
    int add(long key, T value) {
        values.add(value);
        put(key, values.size());
        if (values.size() > keys.length / 2) {
            grow();
        }
        return values.size() - 1;
    }

    T get(int number) {
        return values.get(number);
    }

    int size() {
        return values.size();
    }

    private void put(long key, int stored) {
        int slot = slot(key);
        keys[slot] = key;
        numbers[slot] = stored;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) EventHash.mix(key) & mask;
        while (numbers[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                put(oldKeys[i], oldNumbers[i]);
            }
        }
    }
}
