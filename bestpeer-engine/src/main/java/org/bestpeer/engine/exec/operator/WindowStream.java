package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/** Window functions: reads everything, sorts it by partition and order, and gives the rows in that order. */
final class WindowStream extends OperatorStream {
    /** Of numbers that are held for each row: its place and its peers. */
    private static final long BYTES_PER_ROW = 16;

    private static final long BYTES_PER_RESULT = 32;

    private final Operator.Window window;
    private final BatchStream input;
    private @Nullable Batch result;
    private int given;

    WindowStream(Guard guard, Operator.Window window, BatchStream input) {
        super(guard, window.fields(), List.of(input));
        this.window = window;
        this.input = input;
    }

    @Override
    @Nullable
    Batch produce() {
        Batch rows = result;
        if (rows == null) {
            rows = computed(sorted());
            result = rows;
        }
        if (given == rows.rows()) {
            return null;
        }
        int to = Math.min(rows.rows(), given + BatchBuilder.DEFAULT_ROWS);
        Batch slice = Vectors.slice(rows, given, to);
        given = to;
        return slice;
    }

    private List<SortKey> partitionOrder() {
        return window.partitionKeys().stream()
                .map(key -> new SortKey(key, false, false))
                .toList();
    }

    private Batch sorted() {
        BatchBuilder builder = BatchBuilder.of(window.input().fields());
        long perRow = BYTES_PER_ROW + BYTES_PER_RESULT * window.calls().size();
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            // Twice, for the rows as they came and as they are sorted.
            hold(2 * Vectors.estimatedBytes(batch) + perRow * batch.rows());
            builder.appendAll(batch);
        }
        Batch all = builder.build();
        List<SortKey> keys = new ArrayList<>(partitionOrder());
        keys.addAll(window.order());
        return keys.isEmpty() ? all : Vectors.gather(all, new RowOrder(all, keys).sorted(all.rows()), all.rows());
    }

    private Batch computed(Batch rows) {
        List<WindowPartition> partitions =
                WindowPartition.of(rows, new RowOrder(rows, partitionOrder()), new RowOrder(rows, window.order()));
        List<Vector> columns = new ArrayList<>(rows.columns());
        for (WindowCall call : window.calls()) {
            VectorBuilder out = VectorBuilder.of(call.output().type(), rows.rows());
            WindowColumn column = WindowColumn.of(guard, window, call, rows);
            for (WindowPartition partition : partitions) {
                guard.check();
                column.compute(partition, out);
            }
            columns.add(out.build());
        }
        return new Batch(rows.rows(), columns);
    }
}
