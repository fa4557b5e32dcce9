package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.SYS;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.node.index.ListedEntry;
import org.jspecify.annotations.Nullable;

/** {@code sys.index_entries}: all that is filed in the index of the tables of the schema, read from its holders. */
final class IndexEntriesTable {
    private static final Shape SHAPE = Shape.of(
            SYS,
            "index_entries",
            "what owners have filed in the index",
            "kind table_name column_name company peer address min_value max_value row_count:bigint",
            "distinct_values:double null_fraction:double load_version:bigint entry_version:bigint");

    private IndexEntriesTable() {}

    static SystemTable of(Supplier<Catalog> catalog, EntryReader index, Clock clock) {
        return SHAPE.table(read -> {
            Catalog current = catalog.get();
            return index.read(TimeLeft.until(read.deadline(), clock)).stream()
                    .filter(entry -> current.table(entry.table()).isPresent())
                    .map(entry -> row(entry, current))
                    .toList();
        });
    }

    private static List<@Nullable Object> row(ListedEntry entry, Catalog catalog) {
        ListedEntry.Source source = entry.source();
        Shape.Row row = SHAPE.row()
                .set("kind", entry.kind())
                .set("table_name", entry.table())
                .set("column_name", entry.column().isEmpty() ? null : entry.column())
                .set("company", source.company())
                .set("peer", source.publisher().id().value())
                .set("address", source.publisher().address().toString())
                .set("row_count", Math.round(entry.rows()))
                .set("load_version", source.loadVersion())
                .set("entry_version", source.version());
        Optional<DataType> type = catalog.table(entry.table())
                .flatMap(table -> table.column(entry.column()))
                .map(ColumnDefinition::type);
        entry.values().ifPresent(values -> describe(row, entry, values, type));
        return row.values();
    }

    private static void describe(Shape.Row row, ListedEntry entry, ColumnStatistics values, Optional<DataType> type) {
        row.set("min_value", text(values.min(), type))
                .set("max_value", text(values.max(), type))
                .set("distinct_values", values.distinct());
        if (!entry.kind().equals("histogram")) {
            row.set("null_fraction", values.nullFraction());
        }
    }

    /** As CAST would; a value of another type than the schema's, which a foreign peer may have filed, as it is. */
    private static @Nullable Object text(@Nullable Object value, Optional<DataType> type) {
        if (value == null) {
            return null;
        }
        return type.filter(t -> isOf(t, value))
                .<@Nullable Object>map(t -> ScalarCompiler.constant(
                        new Scalar.Call(ScalarFunction.CAST, List.of(new Scalar.Literal(value, t)), DataType.VARCHAR)))
                .orElseGet(() -> String.valueOf(value));
    }

    private static boolean isOf(DataType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> value instanceof Boolean;
            case SMALLINT, INTEGER, DATE -> value instanceof Integer;
            case BIGINT, TIME, TIMESTAMP -> value instanceof Long;
            case DECIMAL -> value instanceof BigDecimal;
            case DOUBLE -> value instanceof Double;
            case VARCHAR -> value instanceof String;
            case VARBINARY -> false;
        };
    }
}
