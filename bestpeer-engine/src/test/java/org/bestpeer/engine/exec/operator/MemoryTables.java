package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** A store in memory that tells what it was asked for, and which of its streams are open. */
final class MemoryTables implements TableSource {
    final List<StoreScan> asked = new ArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger batchesRead = new AtomicInteger();
    private final Map<String, List<Field>> fields = new HashMap<>();
    private final Map<String, List<List<Object>>> rows = new HashMap<>();
    private Predicate<Scalar> evaluates = condition -> false;
    int batchRows = 100;

    void put(String table, List<Field> columns, List<List<Object>> values) {
        fields.put(table, columns);
        rows.put(table, values);
    }

    Operator.Scan scan(String table) {
        return new Operator.Scan(table, columns(table));
    }

    List<Field> columns(String table) {
        return java.util.Objects.requireNonNull(fields.get(table));
    }

    List<List<Object>> rows(String table) {
        return java.util.Objects.requireNonNull(rows.get(table));
    }

    void evaluating(Predicate<Scalar> condition) {
        evaluates = condition;
    }

    @Override
    public boolean canEvaluate(Scalar condition) {
        return evaluates.test(condition);
    }

    @Override
    public BatchStream scan(StoreScan scan) {
        asked.add(scan);
        open.incrementAndGet();
        return new Rows(scan);
    }

    private List<Object> pick(StoreScan scan, List<Object> row) {
        List<Object> picked = new ArrayList<>();
        List<Field> all = columns(scan.scan().table());
        for (Field field : scan.scan().fields()) {
            picked.add(row.get(all.indexOf(field)));
        }
        return picked;
    }

    private final class Rows implements BatchStream {
        private final List<List<Object>> left = new ArrayList<>();
        private final List<Field> columns;
        private boolean closed;

        Rows(StoreScan scan) {
            columns = scan.scan().fields();
            for (List<Object> row : rows(scan.scan().table())) {
                List<Object> picked = pick(scan, row);
                boolean kept = scan.filter()
                        .map(filter -> Boolean.TRUE.equals(Reference.evaluate(filter, columns, picked)))
                        .orElse(true);
                if (kept) {
                    left.add(picked);
                }
            }
            Reference.sort(left, scan.order());
            if (scan.limit().isPresent() && left.size() > scan.limit().getAsLong()) {
                left.subList((int) scan.limit().getAsLong(), left.size()).clear();
            }
        }

        @Override
        public List<Field> fields() {
            return columns;
        }

        @Override
        public @Nullable Batch next() {
            if (left.isEmpty()) {
                return null;
            }
            batchesRead.incrementAndGet();
            BatchBuilder builder = BatchBuilder.of(columns);
            for (int i = 0; i < batchRows && !left.isEmpty(); i++) {
                builder.append(left.remove(0).toArray());
            }
            return builder.build();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
