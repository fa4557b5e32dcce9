package org.bestpeer.node.store;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.type.Field;
import org.bestpeer.node.snapshot.SnapshotBuilder;
import org.jspecify.annotations.Nullable;

/** Fills a stored table in committed batches. Used for one load by one thread. */
final class StoreWriter {
    private static final int BATCH = 5000;

    private final Connection connection;
    private final TableDefinition table;
    private final String physical;
    private final HealthCheck health;
    private final Optional<SnapshotBuilder> snapshot;
    private final TableSketch sketch;
    private final long[] positions = new long[BATCH];

    /** Fails if nothing may be written any more. */
    @FunctionalInterface
    interface HealthCheck {
        void run() throws IOException;
    }

    /** @param snapshot gets all rows, too */
    StoreWriter(
            Connection connection,
            TableDefinition table,
            String physical,
            HealthCheck health,
            Optional<SnapshotBuilder> snapshot) {
        this.snapshot = snapshot;
        this.connection = connection;
        this.table = table;
        this.physical = physical;
        this.health = health;
        this.sketch = new TableSketch(table.fields());
    }

    /** Writes all rows, numbered from {@code firstRow} on, and returns what they look like. */
    TableSketch write(RowSource rows, long firstRow) throws SQLException, IOException {
        RowCheck check = new RowCheck(table);
        try (PreparedStatement insertion = new PhysicalTables(connection).insertion(physical, table.fields())) {
            int pending = 0;
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                @Nullable Object[] kept = check.check(row, rows);
                bind(insertion, firstRow + sketch.rows(), kept);
                insertion.addBatch();
                sketch.add(kept);
                snapshot.ifPresent(s -> s.add(kept));
                positions[pending++] = rows.position();
                if (pending == BATCH) {
                    flush(insertion, rows);
                    pending = 0;
                }
            }
            if (pending > 0) {
                flush(insertion, rows);
            }
        }
        verify(firstRow);
        return sketch;
    }

    private void bind(PreparedStatement insertion, long number, @Nullable Object[] row) throws SQLException {
        insertion.setLong(1, number);
        for (int i = 0; i < row.length; i++) {
            Field field = sketch.fields().get(i);
            JdbcValues.set(insertion, i + 2, field.type(), row[i]);
        }
    }

    private void flush(PreparedStatement insertion, RowSource rows) throws SQLException, IOException {
        health.run();
        try {
            insertion.executeBatch();
        } catch (BatchUpdateException e) {
            throw PhysicalTables.brokenKey(physical, table, e)
                    .map(key -> duplicate(key, rows, positions[e.getUpdateCounts().length], e))
                    .orElseThrow(() -> e);
        }
        connection.commit();
        health.run();
    }

    private BestPeerException duplicate(String key, RowSource rows, long position, SQLException cause) {
        return new BestPeerException(
                ErrorCode.UNIQUE_VIOLATION,
                "%s %d: table %s already has a row with this %s; nothing was %s"
                        .formatted(rows.unit(), position, table.name(), key, rows.deed()),
                cause);
    }

    private void verify(long firstRow) throws SQLException {
        long found = new PhysicalTables(connection).count(physical, firstRow);
        connection.commit();
        if (found != sketch.rows()) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL,
                    "table %s: %d rows were written but %d are there; nothing was loaded"
                            .formatted(table.name(), sketch.rows(), found));
        }
    }
}
