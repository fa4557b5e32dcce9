package org.bestpeer.node.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.jspecify.annotations.Nullable;

/** Scans that the store makes for itself. */
final class StoreScans {
    private StoreScans() {}

    /** Hands over every row of a table. */
    static void everyRow(TableSource source, StoredTable table, Consumer<@Nullable Object[]> row) {
        everyBatch(source, table, batch -> {
            for (int i = 0; i < batch.rows(); i++) {
                row.accept(rowOf(batch, i));
            }
        });
    }

    /** Hands over every row of a table, many at a time. */
    static void everyBatch(TableSource source, StoredTable table, Consumer<Batch> batches) {
        Operator.Scan scan = new Operator.Scan(table.name(), table.sketch().fields());
        try (BatchStream stream = source.scan(new StoreScan(scan, Optional.empty(), List.of(), OptionalLong.empty()))) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                batches.accept(batch);
            }
        }
    }

    static @Nullable Object[] rowOf(Batch batch, int index) {
        @Nullable Object[] row = new Object[batch.columns().size()];
        for (int c = 0; c < row.length; c++) {
            row[c] = batch.columns().get(c).get(index);
        }
        return row;
    }
}
