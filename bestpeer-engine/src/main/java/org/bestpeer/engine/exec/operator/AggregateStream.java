package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** A hash aggregate: reads everything, then gives the groups in the order in which they first came. */
final class AggregateStream extends OperatorStream {
    private static final int FIRST_GROUPS = 64;

    private final Operator.Aggregate aggregate;
    private final BatchStream input;
    private final KeyTable groups;
    private final List<VectorBuilder> groupKeys;
    private final List<AggregateColumn> columns;
    private @Nullable Batch keys;
    private int groupCount;
    private int given;

    AggregateStream(Guard guard, Operator.Aggregate aggregate, BatchStream input) {
        super(guard, aggregate.fields(), List.of(input));
        this.aggregate = aggregate;
        this.input = input;
        List<Field> fields = aggregate.input().fields();
        List<Field> keyFields = aggregate.groupKeys().stream().map(fields::get).toList();
        this.groups = new KeyTable(keyFields.stream()
                .map(field -> KeyDomain.of(List.of(field.type())))
                .toList());
        this.groupKeys = keyFields.stream()
                .map(field -> VectorBuilder.of(field.type(), FIRST_GROUPS))
                .toList();
        this.columns = aggregate.calls().stream()
                .map(call -> new AggregateColumn(call, fields))
                .toList();
    }

    @Override
    @Nullable
    Batch produce() {
        Batch all = keys;
        if (all == null) {
            all = collect();
            keys = all;
        }
        if (given == groupCount) {
            return null;
        }
        int to = Math.min(groupCount, given + BatchBuilder.DEFAULT_ROWS);
        Batch result = result(Vectors.slice(all, given, to), given);
        given = to;
        return result;
    }

    private Batch collect() {
        long perGroup = groups.bytesPerKey() * 2;
        for (AggregateColumn column : columns) {
            perGroup += column.bytesPerGroup();
        }
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            int before = groupCount;
            int[] numbers = number(batch);
            hold((groupCount - before) * perGroup);
            for (AggregateColumn column : columns) {
                hold(column.add(batch, numbers, groupCount));
            }
        }
        if (aggregate.groupKeys().isEmpty()) {
            groupCount = 1;
            columns.forEach(column -> column.ensureGroups(1));
        }
        return new Batch(
                groupCount, groupKeys.stream().map(VectorBuilder::build).toList());
    }

    /** The group of each row. */
    private int[] number(Batch batch) {
        int[] numbers = new int[batch.rows()];
        List<Vector> keyColumns = JoinTable.columns(batch, aggregate.groupKeys());
        if (keyColumns.isEmpty()) {
            groupCount = 1;
            return numbers;
        }
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = groups.findOrAdd(keyColumns, row);
            if (numbers[row] == groupCount) {
                groupCount++;
                for (int k = 0; k < groupKeys.size(); k++) {
                    groupKeys.get(k).appendFrom(keyColumns.get(k), row);
                }
            }
        }
        return numbers;
    }

    private Batch result(Batch keyRows, int from) {
        List<Vector> result = new ArrayList<>(keyRows.columns());
        for (int c = 0; c < columns.size(); c++) {
            VectorBuilder out =
                    VectorBuilder.of(aggregate.calls().get(c).output().type(), keyRows.rows());
            for (int i = 0; i < keyRows.rows(); i++) {
                columns.get(c).result(from + i, out);
            }
            result.add(out.build());
        }
        return new Batch(keyRows.rows(), result);
    }
}
