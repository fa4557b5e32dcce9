package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.exec.LongKeys;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.jspecify.annotations.Nullable;

/** Numbers the different keys that it meets from 0. A key is a value, or NULL, of each of its columns. */
final class KeyTable {
    private static final int START = 64;
    private static final int EMPTY = -1;
    private static final int HASH_STEP = 31;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int MIX_SHIFT = 32;
    private static final long ENTRY_BYTES = 16;
    private static final long KEY_BYTES = 16;
    private static final long OBJECT_KEY_BYTES = 64;

    private final List<KeyDomain> domains;
    private final KeyColumn[] columns;
    /** Of keys of one column of 64 bits; all that is needed then, beside the number of NULL. */
    private final @Nullable LongKeys single;

    private int nullKey = EMPTY;
    private int[] slots = new int[START];
    private int[] hashes = new int[START];
    private int size;

    KeyTable(List<KeyDomain> domains) {
        this.domains = List.copyOf(domains);
        this.single = domains.size() == 1 && domains.get(0).isCoded() ? new LongKeys() : null;
        this.columns = new KeyColumn[domains.size()];
        for (int c = 0; c < columns.length; c++) {
            KeyDomain domain = domains.get(c);
            columns[c] = domain.isCoded() ? new CodedKeys(c) : new ObjectKeys(domain, c);
        }
        Arrays.fill(slots, EMPTY);
    }

    int size() {
        return size;
    }

    /** About how much memory one more key takes. */
    long bytesPerKey() {
        long bytes = ENTRY_BYTES;
        for (KeyColumn column : columns) {
            bytes += column instanceof ObjectKeys ? OBJECT_KEY_BYTES : KEY_BYTES;
        }
        return bytes;
    }

    /** The keys of a batch's rows, made ready for look-ups. */
    KeyRows rows(List<Vector> keys) {
        return new KeyRows(domains, keys);
    }

    /** The numbers of the keys of the first rows; new numbers, in the order of the rows, for those that are new. */
    void findOrAdd(KeyRows keys, int[] numbers) {
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = findOrAdd(keys, row);
        }
    }

    /** The numbers of the keys of the first rows; -1 for those that are not there. */
    void find(KeyRows keys, int[] numbers) {
        LongKeys values = single;
        if (values == null) {
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = find(keys, row);
            }
            return;
        }
        long[] codes = keys.codes(0);
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = values.find(codes[row]);
        }
        for (int row = 0; row < numbers.length && keys.hasNulls(); row++) {
            numbers[row] = keys.anyNull(row) ? nullKey : numbers[row];
        }
    }

    /** The number of the key of that row; a new number if it is new. */
    int findOrAdd(KeyRows keys, int row) {
        LongKeys values = single;
        if (values != null) {
            int number = keys.anyNull(row) ? numberOfNull() : values.findOrAdd(keys.code(0, row), size);
            size = Math.max(size, number + 1);
            return number;
        }
        int hash = hash(keys, row);
        int slot = slot(keys, row, hash);
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        for (KeyColumn column : columns) {
            column.add(size, keys, row);
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size] = hash;
        slots[slot] = size++;
        if (size * 2 > slots.length) {
            rehash();
        }
        return size - 1;
    }

    /** The number of the key of that row; -1 if it is not there. */
    int find(KeyRows keys, int row) {
        LongKeys values = single;
        if (values != null) {
            return keys.anyNull(row) ? nullKey : values.find(keys.code(0, row));
        }
        return slots[slot(keys, row, hash(keys, row))];
    }

    private int numberOfNull() {
        if (nullKey == EMPTY) {
            nullKey = size;
        }
        return nullKey;
    }

    private int slot(KeyRows keys, int row, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != EMPTY && !(hashes[slots[slot]] == hash && equal(slots[slot], keys, row))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean equal(int key, KeyRows keys, int row) {
        for (KeyColumn column : columns) {
            if (!column.equal(key, keys, row)) {
                return false;
            }
        }
        return true;
    }

    private int hash(KeyRows keys, int row) {
        long hash = 0;
        for (int c = 0; c < columns.length; c++) {
            hash = hash * HASH_STEP + (keys.isNull(c, row) ? 1 : columns[c].hash(keys, row));
        }
        hash *= MIX;
        return (int) (hash >>> MIX_SHIFT);
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, EMPTY);
        int mask = slots.length - 1;
        for (int key = 0; key < size; key++) {
            int slot = hashes[key] & mask;
            while (slots[slot] != EMPTY) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = key;
        }
    }
}
