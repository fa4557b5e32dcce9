package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** One owner's rows in memory, handed out a few at a time. */
final class ShareSource implements TableSource {
    private static final int BATCH_ROWS = 5;

    private final Schema schema;
    private final int owner;

    ShareSource(Schema schema, int owner) {
        this.schema = schema;
        this.owner = owner;
    }

    @Override
    public boolean canEvaluate(Scalar condition) {
        return false;
    }

    @Override
    public BatchStream scan(StoreScan scan) {
        Table table = schema.tables().stream()
                .filter(t -> t.name().equals(scan.scan().table()))
                .findFirst()
                .orElseThrow();
        List<String> names = table.columns().stream().map(Column::name).toList();
        List<Field> fields = scan.scan().fields();
        List<Integer> columns =
                fields.stream().map(field -> names.indexOf(field.name())).toList();
        List<Object[]> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows(owner)) {
            rows.add(columns.stream().map(row::get).toArray());
        }
        rows.sort((a, b) -> compare(a, b, scan.order()));
        long limit = Math.min(rows.size(), scan.limit().orElse(Long.MAX_VALUE));
        return new ListStream(fields, batches(fields, rows.subList(0, (int) limit)));
    }

    private static int compare(Object[] a, Object[] b, List<SortKey> keys) {
        for (SortKey key : keys) {
            Object left = a[key.column()];
            Object right = b[key.column()];
            int order;
            if (left == null || right == null) {
                int nullsLast = Boolean.compare(left == null, right == null);
                order = key.nullsFirst() ? -nullsLast : nullsLast;
            } else {
                int ascending = Ordering.compare(left, right);
                order = key.descending() ? -ascending : ascending;
            }
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Batch> batches(List<Field> fields, List<Object[]> rows) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
            BatchBuilder builder = BatchBuilder.of(fields, BATCH_ROWS);
            rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS)).forEach(builder::append);
            batches.add(builder.build());
        }
        return batches;
    }
}
