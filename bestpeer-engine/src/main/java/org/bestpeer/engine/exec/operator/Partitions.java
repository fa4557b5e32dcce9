package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.Field;

/** Rows in several files, so that rows of equal keys are in the same one. Used by one thread, closed by any. */
final class Partitions implements AutoCloseable {
    static final int COUNT = 16;
    /** Rows that are still together after that many times have mostly one key. */
    static final int MOST_DEPTH = 4;

    private static final int HASH_STEP = 31;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int HALF = 32;

    private final List<SpilledRows> files = new ArrayList<>();
    private final List<KeyDomain> domains;
    private final List<Integer> keys;
    private final int depth;

    /**
     * Empty files.
     *
     * @param domains in which keys are equal
     * @param keys columns of the key
     * @param depth how often these rows were parted before; rows of one file are parted differently
     */
    Partitions(Guard guard, List<Field> fields, List<KeyDomain> domains, List<Integer> keys, int depth) {
        this.domains = domains;
        this.keys = keys;
        this.depth = depth;
        boolean complete = false;
        try {
            for (int i = 0; i < COUNT; i++) {
                files.add(new SpilledRows(guard, fields));
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    void add(Batch batch) {
        List<Vector> columns = JoinTable.columns(batch, keys);
        int[] of = new int[batch.rows()];
        int[] counts = new int[COUNT];
        for (int row = 0; row < of.length; row++) {
            of[row] = partition(columns, row);
            counts[of[row]]++;
        }
        int[][] rows = numbers(of, counts);
        for (int p = 0; p < COUNT; p++) {
            if (counts[p] > 0) {
                files.get(p).add(Vectors.gather(batch, rows[p], counts[p]));
            }
        }
    }

    /**
     * The numbers of the rows of each part.
     *
     * @param of the part of each row
     * @param counts how many rows each part has
     */
    static int[][] numbers(int[] of, int[] counts) {
        int[][] rows = new int[counts.length][];
        int[] filled = new int[counts.length];
        for (int p = 0; p < rows.length; p++) {
            rows[p] = new int[counts[p]];
        }
        for (int row = 0; row < of.length; row++) {
            rows[of[row]][filled[of[row]]++] = row;
        }
        return rows;
    }

    /** All rows of a stream. */
    void addAll(BatchStream rows, Guard guard) {
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
            guard.check();
            add(batch);
        }
    }

    private int partition(List<Vector> columns, int row) {
        long hash = depth;
        for (int c = 0; c < domains.size(); c++) {
            Vector column = columns.get(c);
            hash = hash * HASH_STEP + (column.isNull(row) ? 1 : mixed(value(domains.get(c), column, row)));
        }
        return (int) (mixed(hash + depth * MIX) >>> HALF) & (COUNT - 1);
    }

    private static long value(KeyDomain domain, Vector column, int row) {
        return domain.isCoded()
                ? domain.code(column, row)
                : domain.key(column, row).hashCode();
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> HALF) * MIX;
        return (mixed ^ mixed >>> HALF) * MIX;
    }

    SpilledRows file(int partition) {
        return files.get(partition);
    }

    @Override
    public void close() {
        Streams.closeAll(files);
    }
}
