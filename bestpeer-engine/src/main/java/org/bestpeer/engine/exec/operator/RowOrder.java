package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;

/** Order of the rows of one batch. */
final class RowOrder {
    private static final int INSERTION_RUN = 8;

    private final List<Key> keys = new ArrayList<>();

    /** A key over the column of this batch. */
    private record Key(Vector column, KeyOrder order) {
        int compare(int a, int b) {
            return order.compare(column, a, column, b);
        }
    }

    RowOrder(Batch batch, List<SortKey> sortKeys) {
        for (SortKey sort : sortKeys) {
            Vector column = batch.columns().get(sort.column());
            keys.add(new Key(column, KeyOrder.of(sort, column.type())));
        }
    }

    /** Order of two rows; 0 if the keys do not part them. */
    int compare(int a, int b) {
        for (Key key : keys) {
            int order = key.compare(a, b);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The first {@code count} row numbers in order; equal rows keep theirs. */
    int[] sorted(int count) {
        int[] rows = Vectors.positions(count);
        sort(rows, rows.clone(), 0, count);
        return rows;
    }

    /** Merge sort of {@code target[from, to)}; both arrays hold the same numbers there. */
    private void sort(int[] target, int[] source, int from, int to) {
        if (to - from <= INSERTION_RUN) {
            insertionSort(target, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(source, target, from, middle);
        sort(source, target, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = left < middle && (right >= to || compare(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    private void insertionSort(int[] rows, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int at = i;
            while (at > from && compare(rows[at - 1], row) > 0) {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }
}
