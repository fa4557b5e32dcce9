package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.sql.PlannedChange;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of a batch have changed so far. New rows have negative numbers, so that later statements of the batch
 * can change them again. Used by one thread.
 */
final class PendingRows {
    private final TableDefinition table;
    private final Workspace workspace;
    private final Set<Long> removed = new HashSet<>();
    private final Map<Long, @Nullable Object[]> added = new LinkedHashMap<>();
    private long lastNumber;

    PendingRows(TableDefinition table, Workspace workspace) {
        this.table = table;
        this.workspace = workspace;
    }

    TableDefinition table() {
        return table;
    }

    boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    Set<Long> removed() {
        return removed;
    }

    List<@Nullable Object[]> added() {
        return new ArrayList<>(added.values());
    }

    /** Takes the rows of a statement's query, and returns how many rows the statement changes. */
    long take(PlannedChange.Kind kind, List<Batch> batches) {
        long changed = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.rows(); i++) {
                changed += take(kind, row(batch, i)) ? 1 : 0;
            }
        }
        return changed;
    }

    /** Counts rows that are held. */
    void hold(Batch batch) {
        // Once as they came, and once row by row.
        long bytes = 2 * Vectors.estimatedBytes(batch);
        if (workspace.held() + bytes > workspace.limit()) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "the statement or batch changes more rows of table %s than fit into %d MiB (limits.query-memory);"
                                    .formatted(table.name(), workspace.limit() >> 20)
                            + " change fewer at a time");
        }
        workspace.hold(bytes);
    }

    private boolean take(PlannedChange.Kind kind, @Nullable Object[] row) {
        if (kind == PlannedChange.Kind.INSERT) {
            added.put(--lastNumber, row);
            return true;
        }
        if (!(row[0] instanceof Long number) || removed.contains(number)) {
            return false;
        }
        boolean isNew = number < 0;
        if (kind == PlannedChange.Kind.UPDATE) {
            @Nullable Object[] values = new Object[row.length - 1];
            System.arraycopy(row, 1, values, 0, values.length);
            added.put(isNew ? number : --lastNumber, values);
        } else if (isNew) {
            added.remove(number);
        }
        if (!isNew) {
            removed.add(number);
        }
        return true;
    }

    private static @Nullable Object[] row(Batch batch, int index) {
        @Nullable Object[] row = new Object[batch.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = batch.columns().get(i).get(index);
        }
        return row;
    }

    /** The plan as it must run now: rows that were added before are among those that it may change. */
    Operator over(Operator plan) {
        return added.isEmpty() ? plan : OwnRows.replace(plan, OwnRows.TABLE, this::withAdded);
    }

    private Operator withAdded(Operator.Scan scan) {
        List<String> names = table.fields().stream().map(Field::name).toList();
        // The number is no column of the table.
        int[] columns =
                scan.fields().stream().mapToInt(f -> names.indexOf(f.name())).toArray();
        List<List<Scalar>> rows = new ArrayList<>();
        added.forEach((number, values) -> {
            List<Scalar> row = new ArrayList<>(columns.length);
            for (int i = 0; i < columns.length; i++) {
                Object value = columns[i] < 0 ? number : values[columns[i]];
                row.add(new Scalar.Literal(value, scan.fields().get(i).type()));
            }
            rows.add(row);
        });
        return new Operator.Union(List.of(scan, new Operator.Values(scan.fields(), rows)));
    }
}
