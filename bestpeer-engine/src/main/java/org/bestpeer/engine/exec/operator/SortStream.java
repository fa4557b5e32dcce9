package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * All rows in order, or the first so many. For the latter it never holds many more than these: whenever twice as many
 * have come in, the larger half goes.
 */
final class SortStream extends OperatorStream {
    private static final int SMALLEST_ROUND = 8 * BatchBuilder.DEFAULT_ROWS;

    private final BatchStream input;
    private final List<SortKey> keys;
    private final long keep;
    private @Nullable Batch sorted;
    private int[] order = new int[0];
    private int given;

    /** @param keep how many of the first rows are wanted; Long.MAX_VALUE for all */
    SortStream(Guard guard, BatchStream input, List<SortKey> keys, long keep) {
        super(guard, input.fields(), List.of(input));
        this.input = input;
        this.keys = keys;
        this.keep = keep;
    }

    @Override
    @Nullable
    Batch produce() {
        Batch rows = sorted;
        if (rows == null) {
            rows = collect();
            sorted = rows;
            order = first(rows);
        }
        if (given == order.length) {
            return null;
        }
        int to = Math.min(order.length, given + BatchBuilder.DEFAULT_ROWS);
        int[] chunk = Arrays.copyOfRange(order, given, to);
        given = to;
        return Vectors.gather(rows, chunk, chunk.length);
    }

    private Batch collect() {
        BatchBuilder builder = BatchBuilder.of(fields());
        long round = keep > Integer.MAX_VALUE / 4 ? Long.MAX_VALUE : Math.max(2 * keep, SMALLEST_ROUND);
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            hold(Vectors.estimatedBytes(batch));
            builder.appendAll(batch);
            if (builder.rows() > round) {
                builder = shortened(builder.build());
            }
        }
        return builder.build();
    }

    private BatchBuilder shortened(Batch rows) {
        int[] first = first(rows);
        Batch kept = Vectors.gather(rows, first, first.length);
        hold(Vectors.estimatedBytes(kept) - Vectors.estimatedBytes(rows));
        BatchBuilder builder = BatchBuilder.of(fields());
        builder.appendAll(kept);
        return builder;
    }

    private int[] first(Batch rows) {
        int[] all = new RowOrder(rows, keys).sorted(rows.rows());
        return all.length <= keep ? all : Arrays.copyOf(all, (int) keep);
    }
}
