package org.bestpeer.engine.exec.operator;

import java.util.List;
import java.util.PriorityQueue;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Ordered runs as one; of equal rows those of earlier runs come first. Used by one thread. */
final class RunMerge {
    private final OperatorStream owner;
    private final List<Field> fields;
    private final List<KeyOrder> keys;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(this::compare);

    /** The next row of a run. */
    private static final class Head {
        final SpilledRows rows;
        final int number;
        Batch batch;
        int row;

        Head(SpilledRows rows, int number, Batch batch) {
            this.rows = rows;
            this.number = number;
            this.batch = batch;
        }
    }

    /** @param owner counts the batches that are held, one of each run */
    RunMerge(OperatorStream owner, List<Field> fields, List<SortKey> keys, List<SpilledRows> runs) {
        this.owner = owner;
        this.fields = fields;
        this.keys = keys.stream()
                .map(key -> KeyOrder.of(key, fields.get(key.column()).type()))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            Batch first = runs.get(i).next();
            if (first != null) {
                owner.hold(Vectors.estimatedBytes(first));
                heads.add(new Head(runs.get(i), i, first));
            }
        }
    }

    private int compare(Head a, Head b) {
        for (KeyOrder key : keys) {
            int column = key.key().column();
            int order = key.compare(
                    a.batch.columns().get(column), a.row, b.batch.columns().get(column), b.row);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.number, b.number);
    }

    /** The next so many rows at most; null after the last. */
    @Nullable
    Batch next(long most) {
        if (heads.isEmpty() || most <= 0) {
            return null;
        }
        int count = (int) Math.min(most, BatchBuilder.DEFAULT_ROWS);
        BatchBuilder out = BatchBuilder.of(fields, count);
        while (out.rows() < count && !heads.isEmpty()) {
            Head head = heads.remove();
            for (int c = 0; c < fields.size(); c++) {
                out.column(c).appendFrom(head.batch.columns().get(c), head.row);
            }
            out.endRow();
            if (advance(head)) {
                heads.add(head);
            }
        }
        return out.build();
    }

    private boolean advance(Head head) {
        head.row++;
        if (head.row < head.batch.rows()) {
            return true;
        }
        long before = Vectors.estimatedBytes(head.batch);
        Batch next = head.rows.next();
        owner.hold((next == null ? 0 : Vectors.estimatedBytes(next)) - before);
        if (next == null) {
            head.rows.close();
            return false;
        }
        head.batch = next;
        head.row = 0;
        return true;
    }
}
