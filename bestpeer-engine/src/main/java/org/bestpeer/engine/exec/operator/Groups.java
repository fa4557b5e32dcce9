package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The groups of an aggregate that are in memory, in the order in which they first came. */
final class Groups {
    private static final int FIRST_GROUPS = 64;

    private final Operator.Aggregate aggregate;
    private final KeyTable table;
    private final List<VectorBuilder> keys;
    private final List<AggregateColumn> columns;
    private @Nullable Batch built;
    private int count;

    Groups(Operator.Aggregate aggregate) {
        this.aggregate = aggregate;
        List<Field> fields = aggregate.input().fields();
        List<Field> keyFields = aggregate.groupKeys().stream().map(fields::get).toList();
        this.table = new KeyTable(domains(aggregate));
        this.keys = keyFields.stream()
                .map(field -> VectorBuilder.of(field.type(), FIRST_GROUPS))
                .toList();
        this.columns = aggregate.calls().stream()
                .map(call -> new AggregateColumn(call, fields))
                .toList();
    }

    static List<KeyDomain> domains(Operator.Aggregate aggregate) {
        List<Field> fields = aggregate.input().fields();
        return aggregate.groupKeys().stream()
                .map(key -> KeyDomain.of(List.of(fields.get(key).type())))
                .toList();
    }

    int count() {
        return count;
    }

    /** About the memory that so many of these rows take as new groups, beside what their values take in aggregates. */
    long bytes(Batch batch, int groups) {
        if (groups == 0) {
            return 0;
        }
        long perGroup = table.bytesPerKey() * 2;
        for (AggregateColumn column : columns) {
            perGroup += column.bytesPerGroup();
        }
        Batch keyRows = new Batch(batch.rows(), JoinTable.columns(batch, aggregate.groupKeys()));
        return groups * (perGroup + Vectors.estimatedBytes(keyRows) / batch.rows());
    }

    /** The group of each row; those that are new are added. */
    int[] number(Batch batch) {
        int[] numbers = new int[batch.rows()];
        List<Vector> keyColumns = JoinTable.columns(batch, aggregate.groupKeys());
        if (keyColumns.isEmpty()) {
            count = 1;
            return numbers;
        }
        table.findOrAdd(table.rows(keyColumns), numbers);
        for (int row = 0; row < numbers.length; row++) {
            if (numbers[row] == count) {
                count++;
                for (int k = 0; k < keys.size(); k++) {
                    keys.get(k).appendFrom(keyColumns.get(k), row);
                }
            }
        }
        return numbers;
    }

    /** The group of each row; negative for those that are in none. */
    int[] find(Batch batch) {
        int[] numbers = new int[batch.rows()];
        table.find(table.rows(JoinTable.columns(batch, aggregate.groupKeys())), numbers);
        return numbers;
    }

    /** Adds the rows to their groups; returns about how much more memory these take. */
    long add(Batch batch, int[] numbers) {
        long bytes = 0;
        for (AggregateColumn column : columns) {
            bytes += column.add(batch, numbers, count);
        }
        return bytes;
    }

    /** All rows have come; without keys they are one group, also if there are none. */
    void finish() {
        if (aggregate.groupKeys().isEmpty()) {
            count = 1;
            columns.forEach(column -> column.ensureGroups(1));
        }
        built = new Batch(count, keys.stream().map(VectorBuilder::build).toList());
    }

    /** The results of the groups from one number to before another. */
    Batch results(int from, int to) {
        Batch all = built;
        if (all == null) {
            throw new IllegalStateException("groups are not finished");
        }
        List<Vector> result = new ArrayList<>(Vectors.slice(all, from, to).columns());
        columns.forEach(column -> result.add(column.results(from, to)));
        return new Batch(to - from, result);
    }
}
