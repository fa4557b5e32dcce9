package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;

/** The right rows of a join by key: rows of the same key form a chain. Without keys there is one chain of all. */
final class JoinTable {
    static final int NONE = -1;
    /** Of the two chains. */
    private static final long BYTES_PER_ROW = 16;

    private final Batch rows;
    private final KeyTable keys;
    private final int[] next;
    private int[] first = new int[0];

    JoinTable(Batch rows, List<KeyDomain> domains, List<Integer> keyColumns) {
        this.rows = rows;
        keys = new KeyTable(domains);
        next = new int[rows.rows()];
        KeyRows columns = keys.rows(columns(rows, keyColumns));
        // From the last, so that a chain gives its rows in the order in which they came.
        for (int row = rows.rows() - 1; row >= 0; row--) {
            if (!columns.anyNull(row)) {
                int key = keys.findOrAdd(columns, row);
                if (key >= first.length) {
                    int known = first.length;
                    first = Arrays.copyOf(first, Math.max(16, key * 2));
                    Arrays.fill(first, known, first.length, NONE);
                }
                next[row] = first[key];
                first[key] = row;
            }
        }
    }

    /** About how much memory a row takes beside its values. */
    static long bytesPerRow(List<KeyDomain> domains) {
        return BYTES_PER_ROW + new KeyTable(domains).bytesPerKey();
    }

    static List<Vector> columns(Batch batch, List<Integer> indexes) {
        return indexes.stream().map(index -> batch.columns().get(index)).toList();
    }

    Batch rows() {
        return rows;
    }

    /** The first right row that has the key of each left row, or {@link #NONE}. */
    int[] firsts(List<Vector> leftKeys, int leftRows) {
        int[] found = new int[leftRows];
        if (rows.rows() == 0) {
            Arrays.fill(found, NONE);
            return found;
        }
        KeyRows ofLeft = keys.rows(leftKeys);
        keys.find(ofLeft, found);
        for (int row = 0; row < leftRows; row++) {
            found[row] = found[row] < 0 || ofLeft.anyNull(row) ? NONE : first[found[row]];
        }
        return found;
    }

    /** The right row after that one in its chain. */
    int next(int row) {
        return next[row];
    }
}
