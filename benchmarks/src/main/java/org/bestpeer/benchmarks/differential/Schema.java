package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;

/** Made-up tables. */
record Schema(List<Table> tables) {
    Schema {
        tables = List.copyOf(tables);
    }

    Catalog catalog() {
        return Catalog.of(
                "differential", 1, tables.stream().map(Schema::definition).toList());
    }

    private static TableDefinition definition(Table table) {
        List<ColumnDefinition> columns = table.columns().stream()
                .map(c -> new ColumnDefinition(c.name(), c.type(), true, Optional.empty(), ""))
                .toList();
        TableKind kind = table.reference() ? TableKind.REFERENCE : TableKind.PARTITIONED;
        return new TableDefinition(table.name(), kind, columns, List.of(), List.of(), List.of(), "");
    }

    /** Statements that make the tables with all their rows in a central database. */
    List<String> statements(Dialect dialect) {
        return tables.stream().flatMap(table -> create(table, dialect).stream()).toList();
    }

    private static List<String> create(Table table, Dialect dialect) {
        String columns = table.columns().stream()
                .map(c -> c.name() + " " + Literals.typeName(c.type(), dialect))
                .collect(Collectors.joining(", "));
        String create =
                "CREATE %s TABLE %s (%s)".formatted(dialect == Dialect.POSTGRESQL ? "TEMP" : "", table.name(), columns);
        if (table.rows().isEmpty()) {
            return List.of(create);
        }
        return List.of(create, "INSERT INTO " + table.name() + " VALUES " + rows(table, dialect));
    }

    private static String rows(Table table, Dialect dialect) {
        return table.rows().stream()
                .map(row -> {
                    StringBuilder text = new StringBuilder("(");
                    for (int i = 0; i < row.size(); i++) {
                        text.append(i == 0 ? "" : ", ")
                                .append(Literals.text(table.columns().get(i).type(), row.get(i), dialect));
                    }
                    return text.append(")").toString();
                })
                .collect(Collectors.joining(", "));
    }

    /** The rows with their owners, for people. */
    List<String> describe() {
        return tables.stream().flatMap(table -> describe(table).stream()).toList();
    }

    private static List<String> describe(Table table) {
        List<String> lines = new ArrayList<>();
        lines.add("CREATE %sTABLE %s (%s);"
                .formatted(
                        table.reference() ? "REFERENCE " : "",
                        table.name(),
                        table.columns().stream()
                                .map(c -> c.name() + " " + c.type())
                                .collect(Collectors.joining(", "))));
        table.shares().forEach((owner, rows) -> {
            Table share = new Table(table.name(), table.columns(), false, Map.of(owner, rows));
            lines.add("-- owner %d: %d rows".formatted(owner, rows.size()));
            if (!rows.isEmpty()) {
                lines.add("INSERT INTO " + table.name() + " VALUES " + rows(share, Dialect.POSTGRESQL) + ";");
            }
        });
        return lines;
    }
}
