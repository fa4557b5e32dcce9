package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * All rows in order, or the first so many. For the latter it never holds many more than these: whenever twice as many
 * have come in, the larger half goes. What does not fit into memory is written to files as ordered runs, which are merged.
 */
final class SortStream extends OperatorStream {
    private static final int SMALLEST_ROUND = 8 * BatchBuilder.DEFAULT_ROWS;
    /** Of the row numbers that are sorted. */
    private static final long BYTES_PER_ROW = 16;
    /** Runs that are merged at once. */
    private static final int FAN_IN = 16;

    private final BatchStream input;
    private final List<SortKey> keys;
    private final long keep;
    private final List<SpilledRows> runs = new CopyOnWriteArrayList<>();
    private @Nullable Batch sorted;
    private @Nullable RunMerge merge;
    private int[] order = new int[0];
    private long given;

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
        if (sorted == null && merge == null) {
            collect();
        }
        RunMerge merging = merge;
        Batch batch = merging == null ? chunk() : merging.next(keep - given);
        given += batch == null ? 0 : batch.rows();
        return batch;
    }

    private @Nullable Batch chunk() {
        int from = (int) given;
        if (from == order.length) {
            return null;
        }
        int[] chunk = Arrays.copyOfRange(order, from, Math.min(order.length, from + BatchBuilder.DEFAULT_ROWS));
        return Vectors.gather(Objects.requireNonNull(sorted), chunk, chunk.length);
    }

    private void collect() {
        BatchBuilder builder = BatchBuilder.of(fields());
        long round = keep > Integer.MAX_VALUE / 4 ? Long.MAX_VALUE : Math.max(2 * keep, SMALLEST_ROUND);
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            if (!reserve(cost(batch))) {
                write(builder.build());
                builder = BatchBuilder.of(fields());
                hold(cost(batch));
            }
            builder.appendAll(batch);
            if (builder.rows() > round) {
                builder = shortened(builder.build());
            }
        }
        if (runs.isEmpty()) {
            Batch rows = builder.build();
            order = first(rows);
            sorted = rows;
        } else {
            write(builder.build());
            merge = merge();
        }
    }

    /** Twice, for the rows are copied when all have come. */
    private static long cost(Batch batch) {
        return 2 * Vectors.estimatedBytes(batch) + BYTES_PER_ROW * batch.rows();
    }

    private BatchBuilder shortened(Batch rows) {
        int[] first = first(rows);
        Batch kept = Vectors.gather(rows, first, first.length);
        hold(cost(kept) - cost(rows));
        BatchBuilder builder = BatchBuilder.of(fields());
        builder.appendAll(kept);
        return builder;
    }

    private int[] first(Batch rows) {
        int[] all = new RowOrder(rows, keys).sorted(rows.rows());
        return all.length <= keep ? all : Arrays.copyOf(all, (int) keep);
    }

    /** Makes a run of the rows that are held. */
    private void write(Batch rows) {
        SpilledRows run = new SpilledRows(guard, fields());
        runs.add(run);
        int[] ordered = first(rows);
        for (int from = 0; from < ordered.length; from += BatchBuilder.DEFAULT_ROWS) {
            int[] chunk = Arrays.copyOfRange(ordered, from, Math.min(ordered.length, from + BatchBuilder.DEFAULT_ROWS));
            run.add(Vectors.gather(rows, chunk, chunk.length));
        }
        giveBack();
    }

    /** Merges neighbours until few enough are left. */
    private RunMerge merge() {
        while (runs.size() > FAN_IN) {
            List<SpilledRows> fewer = new ArrayList<>();
            for (int from = 0; from < runs.size(); from += FAN_IN) {
                SpilledRows one = new SpilledRows(guard, fields());
                fewer.add(one);
                List<SpilledRows> some = runs.subList(from, Math.min(runs.size(), from + FAN_IN));
                RunMerge part = new RunMerge(this, fields(), keys, List.copyOf(some));
                for (Batch batch = part.next(keep); batch != null; batch = part.next(keep)) {
                    guard.check();
                    one.add(batch);
                }
                giveBack();
            }
            Streams.closeAll(runs);
            runs.clear();
            runs.addAll(fewer);
        }
        return new RunMerge(this, fields(), keys, List.copyOf(runs));
    }

    @Override
    void discard() {
        Streams.closeAll(runs);
    }
}
