package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.type.Field;

/** Which rows come to which part by their keys: the same at every peer, and for both sides of a join. */
final class KeySplit {
    private final List<Integer> columns;
    private final KeyHash hash;
    private final int parts;

    /** @throws org.bestpeer.engine.BestPeerException if the keys cannot be compared with those of the other side */
    KeySplit(List<Field> fields, Partitioning partitioning, int parts) {
        this.columns = partitioning.columns();
        this.hash = new KeyHash(Keys.domains(columns.stream().map(fields::get).toList(), partitioning.against()));
        this.parts = parts;
    }

    /** For each part the numbers of its rows in the batch. */
    int[][] rows(Batch batch) {
        KeyRows key = hash.rows(JoinTable.columns(batch, columns));
        int[] of = new int[batch.rows()];
        int[] counts = new int[parts];
        for (int row = 0; row < of.length; row++) {
            of[row] = key.anyNull(row) ? 0 : (int) Long.remainderUnsigned(hash.of(key, row), parts);
            counts[of[row]]++;
        }
        return Partitions.numbers(of, counts);
    }
}
