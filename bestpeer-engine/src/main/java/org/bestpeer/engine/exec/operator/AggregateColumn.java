package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

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
        int[] rows = Vectors.positions(batch.rows());
        int count = counting(batch, arguments, rows);
        int before = seen.map(KeyTable::size).orElse(0);
        if (seen.isPresent()) {
            count = firstOfEach(seen.get(), distinctKeys(arguments, groups), rows, count);
        }
        accumulator.addAll(groups, taken, rows, count);
        return accumulator.takeBytes()
                + seen.map(table -> (table.size() - before) * table.bytesPerKey())
                        .orElse(0L);
    }

    private static List<Vector> distinctKeys(List<Vector> arguments, int[] groups) {
        long[] numbers = new long[groups.length];
        for (int i = 0; i < groups.length; i++) {
            numbers[i] = groups[i];
        }
        List<Vector> keys = new ArrayList<>();
        keys.add(Vectors.longs(DataType.INTEGER, numbers, null));
        keys.addAll(arguments);
        return keys;
    }

    /** Fills in the rows that its filter lets through and that have all arguments; returns how many there are. */
    private int counting(Batch batch, List<Vector> arguments, int[] rows) {
        int count = rows.length;
        if (call.filter().isPresent()) {
            count = Vectors.select(batch.columns().get(call.filter().getAsInt()), rows);
        }
        if (!accumulator.takesNulls()) {
            for (Vector argument : arguments) {
                count = present(Primitives.nulls(argument), rows, count);
            }
        }
        return count;
    }

    private static int present(boolean @Nullable [] nulls, int[] rows, int count) {
        if (nulls == null) {
            return count;
        }
        int left = 0;
        for (int i = 0; i < count; i++) {
            if (!nulls[rows[i]]) {
                rows[left++] = rows[i];
            }
        }
        return left;
    }

    private static int firstOfEach(KeyTable seen, List<Vector> keys, int[] rows, int count) {
        KeyRows ofRows = seen.rows(keys);
        int left = 0;
        for (int i = 0; i < count; i++) {
            int before = seen.size();
            if (seen.findOrAdd(ofRows, rows[i]) == before) {
                rows[left++] = rows[i];
            }
        }
        return left;
    }

    long bytesPerGroup() {
        return accumulator.bytesPerGroup();
    }

    void ensureGroups(int groups) {
        accumulator.ensureGroups(groups);
    }

    /** The results of the groups from one number to before another. */
    Vector results(int from, int to) {
        return accumulator.results(from, to, call.output().type());
    }
}
