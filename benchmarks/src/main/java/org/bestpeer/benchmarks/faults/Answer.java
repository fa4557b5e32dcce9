package org.bestpeer.benchmarks.faults;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The rows of a result as a multiset of hash values; the sequence does not count. Grows while it is read; used by one thread. */
final class Answer {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int START = 1024;

    private long[] rows = new long[START];
    private int size;
    private boolean sorted;

    /** Adds the row that the result stands at. */
    void add(ResultSet result, int columns) throws SQLException {
        long hash = OFFSET;
        for (int i = 1; i <= columns; i++) {
            hash = hashed(hash, String.valueOf(result.getString(i)));
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = hash;
        sorted = false;
    }

    private static long hashed(long start, String value) {
        long hash = start;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * PRIME;
        }
        // The end of a value is part of it.
        return (hash ^ 0xFFFF) * PRIME;
    }

    int rows() {
        return size;
    }

    private long[] sorted() {
        if (!sorted) {
            Arrays.sort(rows, 0, size);
            sorted = true;
        }
        return rows;
    }

    boolean isSameAs(Answer other) {
        return size == other.size && Arrays.equals(sorted(), 0, size, other.sorted(), 0, size);
    }

    /** Whether each of its rows is one of the other's. */
    boolean isPartOf(Answer whole) {
        long[] mine = sorted();
        long[] all = whole.sorted();
        int next = 0;
        for (int i = 0; i < size; i++) {
            while (next < whole.size && all[next] < mine[i]) {
                next++;
            }
            if (next == whole.size || all[next] != mine[i]) {
                return false;
            }
            next++;
        }
        return true;
    }
}
