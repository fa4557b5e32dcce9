package org.bestpeer.node.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** The first rows, in order, of a stream that has each of them somewhere. */
final class FirstRows implements BatchStream {
    /** With more rows wanted than this, sorting as a whole is no worse. */
    static final long MAX = 4096;

    private final BatchStream input;
    private final Comparator<@Nullable Object[]> order;
    private final int limit;
    private boolean done;

    /**
     * @param keys at least one
     * @param limit how many rows; at most {@link #MAX}
     */
    FirstRows(BatchStream input, List<SortKey> keys, long limit) {
        this.input = input;
        this.limit = Math.toIntExact(limit);
        Comparator<@Nullable Object[]> byKeys = comparator(keys.get(0), input.fields());
        for (SortKey key : keys.subList(1, keys.size())) {
            byKeys = byKeys.thenComparing(comparator(key, input.fields()));
        }
        this.order = byKeys;
    }

    @Override
    public List<Field> fields() {
        return input.fields();
    }

    @Override
    public @Nullable Batch next() {
        if (done) {
            return null;
        }
        done = true;
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            for (int i = 0; i < batch.rows(); i++) {
                rows.add(StoreScans.rowOf(batch, i));
            }
            if (rows.size() > 2 * MAX) {
                cut(rows);
            }
        }
        cut(rows);
        if (rows.isEmpty()) {
            return null;
        }
        BatchBuilder result = BatchBuilder.of(fields(), rows.size());
        rows.forEach(result::append);
        return result.build();
    }

    @Override
    public void close() {
        input.close();
    }

    private void cut(List<@Nullable Object[]> rows) {
        rows.sort(order);
        if (rows.size() > limit) {
            rows.subList(limit, rows.size()).clear();
        }
    }

    private static Comparator<@Nullable Object[]> comparator(SortKey key, List<Field> fields) {
        TypeKind kind = fields.get(key.column()).type().kind();
        Comparator<Object> ascending = (left, right) -> Values.compare(kind, left, right);
        Comparator<Object> values = key.descending() ? ascending.reversed() : ascending;
        Comparator<@Nullable Object> all =
                key.nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
        return (left, right) -> all.compare(left[key.column()], right[key.column()]);
    }
}
