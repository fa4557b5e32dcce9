package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** One call of an aggregate: its filter, its DISTINCT, its state. */
final class AggregateColumn {
    private final AggregateCall call;
    private final Accumulator accumulator;
    private final Optional<KeyTable> seen;

    AggregateColumn(AggregateCall call, List<Field> input) {
        this.call = call;
        List<DataType> types =
                call.arguments().stream().map(index -> input.get(index).type()).toList();
        this.accumulator = Accumulators.of(call, input);
        this.seen = call.distinct() && !types.isEmpty() ? Optional.of(seenTable(types)) : Optional.empty();
    }

    private static KeyTable seenTable(List<DataType> types) {
        List<KeyDomain> domains = new ArrayList<>();
        domains.add(KeyDomain.of(List.of(DataType.INTEGER)));
        types.forEach(type -> domains.add(KeyDomain.of(List.of(type))));
        return new KeyTable(domains);
    }

    /**
     * Takes the rows of a batch.
     *
     * @param groups group of each row
     * @param groupCount number of groups so far
     * @return about how much more memory it holds
     */
    long add(Batch batch, int[] groups, int groupCount) {
        accumulator.ensureGroups(groupCount);
        List<Vector> arguments = JoinTable.columns(batch, call.arguments());
        List<Vector> taken = new ArrayList<>(arguments);
        call.order().forEach(key -> taken.add(batch.columns().get(key.column())));
        List<Vector> distinctKeys = distinctKeys(arguments, groups);
        int before = seen.map(KeyTable::size).orElse(0);
        for (int row = 0; row < batch.rows(); row++) {
            if (counts(batch, arguments, row) && isNew(distinctKeys, row)) {
                accumulator.add(groups[row], taken, row);
            }
        }
        return accumulator.takeBytes()
                + seen.map(table -> (table.size() - before) * table.bytesPerKey())
                        .orElse(0L);
    }

    private List<Vector> distinctKeys(List<Vector> arguments, int[] groups) {
        if (seen.isEmpty()) {
            return List.of();
        }
        long[] numbers = new long[groups.length];
        for (int i = 0; i < groups.length; i++) {
            numbers[i] = groups[i];
        }
        List<Vector> keys = new ArrayList<>();
        keys.add(Vectors.longs(DataType.INTEGER, numbers, null));
        keys.addAll(arguments);
        return keys;
    }

    private boolean counts(Batch batch, List<Vector> arguments, int row) {
        if (call.filter().isPresent()) {
            Vector filter = batch.columns().get(call.filter().getAsInt());
            if (filter.isNull(row) || filter.getLong(row) == 0) {
                return false;
            }
        }
        if (!accumulator.takesNulls()) {
            for (Vector argument : arguments) {
                if (argument.isNull(row)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isNew(List<Vector> keys, int row) {
        if (seen.isEmpty()) {
            return true;
        }
        int before = seen.get().size();
        return seen.get().findOrAdd(keys, row) == before;
    }

    long bytesPerGroup() {
        return accumulator.bytesPerGroup();
    }

    void ensureGroups(int groups) {
        accumulator.ensureGroups(groups);
    }

    void result(int group, VectorBuilder out) {
        accumulator.result(group, out);
    }
}
