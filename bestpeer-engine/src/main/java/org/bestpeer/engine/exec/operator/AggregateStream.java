package org.bestpeer.engine.exec.operator;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * A hash aggregate: reads everything, then gives the groups in the order in which they first came. When no more groups fit into
 * memory, rows of those that are not there are written to files, parted by their keys; each file is aggregated after that.
 */
final class AggregateStream extends OperatorStream {
    private final Operator.Aggregate aggregate;
    private final BatchStream input;
    private final int depth;
    private @Nullable Groups groups;
    private int given;
    private volatile @Nullable Partitions partitions;
    private int partition;
    private volatile @Nullable AggregateStream ofPartition;

    AggregateStream(Guard guard, Operator.Aggregate aggregate, BatchStream input) {
        this(guard, aggregate, input, 0);
    }

    /** @param depth how often its rows were parted */
    private AggregateStream(Guard guard, Operator.Aggregate aggregate, BatchStream input, int depth) {
        super(guard, aggregate.fields(), List.of(input));
        this.aggregate = aggregate;
        this.input = input;
        this.depth = depth;
    }

    @Override
    @Nullable
    Batch produce() {
        Groups all = groups;
        if (all == null) {
            all = collect();
            groups = all;
        }
        if (given < all.count()) {
            int from = given;
            given = Math.min(all.count(), from + BatchBuilder.DEFAULT_ROWS);
            return all.results(from, given);
        }
        Partitions files = partitions;
        return files == null ? null : fromFiles(files);
    }

    private Groups collect() {
        Groups all = new Groups(aggregate);
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            Partitions files = partitions;
            if (files == null) {
                files = add(all, batch);
                partitions = files;
            } else {
                addKnown(all, batch, files);
            }
        }
        all.finish();
        return all;
    }

    /** Adds the rows, all if there is room for them as new groups; otherwise returns the files that have the others. */
    private @Nullable Partitions add(Groups all, Batch batch) {
        boolean mayWrite = guard.spills() && !aggregate.groupKeys().isEmpty() && depth < Partitions.MOST_DEPTH;
        if (!mayWrite) {
            int before = all.count();
            int[] numbers = all.number(batch);
            hold(all.bytes(batch, all.count() - before));
            hold(all.add(batch, numbers));
            return null;
        }
        long most = all.bytes(batch, batch.rows());
        boolean room = reserve(most);
        if (!room) {
            Partitions files = newFiles();
            addKnown(all, batch, files);
            return files;
        }
        int before = all.count();
        int[] numbers = all.number(batch);
        hold(all.bytes(batch, all.count() - before) - most);
        long more = all.add(batch, numbers);
        if (reserve(more)) {
            return null;
        }
        hold(more);
        return newFiles();
    }

    private Partitions newFiles() {
        return new Partitions(
                guard, aggregate.input().fields(), Groups.domains(aggregate), aggregate.groupKeys(), depth);
    }

    private void addKnown(Groups all, Batch batch, Partitions files) {
        int[] numbers = all.find(batch);
        int[] known = new int[numbers.length];
        int[] others = new int[numbers.length];
        int[] groupOf = new int[numbers.length];
        int count = 0;
        int left = 0;
        for (int row = 0; row < numbers.length; row++) {
            if (numbers[row] >= 0) {
                groupOf[count] = numbers[row];
                known[count++] = row;
            } else {
                others[left++] = row;
            }
        }
        if (count > 0) {
            hold(all.add(Vectors.gather(batch, known, count), Arrays.copyOf(groupOf, count)));
        }
        if (left > 0) {
            files.add(Vectors.gather(batch, others, left));
        }
    }

    /** The groups of one file after the other; those in memory are not needed any more. */
    private @Nullable Batch fromFiles(Partitions files) {
        while (partition < Partitions.COUNT) {
            AggregateStream current = ofPartition;
            if (current == null) {
                forget();
                current = new AggregateStream(guard, aggregate, files.file(partition), depth + 1);
                ofPartition = current;
            }
            Batch batch = files.file(partition).isEmpty() ? null : current.next();
            if (batch != null) {
                return batch;
            }
            current.close();
            ofPartition = null;
            partition++;
        }
        return null;
    }

    private void forget() {
        groups = new Groups(aggregate);
        given = 0;
        giveBack();
    }

    @Override
    void discard() {
        AggregateStream current = ofPartition;
        if (current != null) {
            current.close();
        }
        Partitions files = partitions;
        if (files != null) {
            files.close();
        }
    }
}
