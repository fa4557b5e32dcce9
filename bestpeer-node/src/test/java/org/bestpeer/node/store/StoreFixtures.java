package org.bestpeer.node.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Tables, rows and scans for tests. */
final class StoreFixtures {
    private StoreFixtures() {}

    static ColumnDefinition column(String name, DataType type) {
        return new ColumnDefinition(name, type, true, Optional.empty(), "");
    }

    /** item(id BIGINT primary key, name VARCHAR(20), price DECIMAL(10, 2)). */
    static TableDefinition items() {
        return new TableDefinition(
                "item",
                TableKind.PARTITIONED,
                List.of(
                        column("id", DataType.BIGINT),
                        column("name", DataType.varchar(20)),
                        column("price", DataType.decimal(10, 2))),
                List.of("id"),
                List.of(),
                List.of(),
                "");
    }

    /** Rows of {@link #items} with these ids. */
    static RowSource itemRows(long from, long to) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long id = from; id < to; id++) {
            rows.add(new Object[] {id, "item " + id, BigDecimal.valueOf(id, 2)});
        }
        return RowSource.of(rows.iterator());
    }

    static RowSource rows(@Nullable Object[]... rows) {
        return RowSource.of(List.of(rows).iterator());
    }

    static StoreScan all(TableDefinition table) {
        return scan(table.name(), table.fields(), Optional.empty());
    }

    static StoreScan scan(String table, List<Field> fields, Optional<Scalar> filter) {
        return new StoreScan(new Operator.Scan(table, fields), filter, List.of(), OptionalLong.empty());
    }

    static List<List<@Nullable Object>> read(TableSource source, StoreScan scan) {
        try (BatchStream stream = source.scan(scan)) {
            return read(stream);
        }
    }

    static List<List<@Nullable Object>> read(BatchStream stream) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            for (int i = 0; i < batch.rows(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int c = 0; c < batch.columns().size(); c++) {
                    row.add(batch.columns().get(c).get(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
