package org.bestpeer.node.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;

/**
 * From one schema version to the next. While a table is shared, its name, kind and columns stay as they are, because rows
 * in that form lie at its owners; tables may be added, keys and comments may change.
 */
final class SchemaChange {
    private SchemaChange() {}

    static void check(
            List<TableDefinition> before, List<TableDefinition> after, Map<String, SortedSet<String>> shares) {
        Map<String, TableDefinition> now =
                after.stream().collect(Collectors.toMap(TableDefinition::name, Function.identity()));
        for (TableDefinition old : before) {
            if (shares.containsKey(old.name())) {
                checkTable(old, now.get(old.name()), String.join(", ", shares.get(old.name())));
            }
        }
    }

    private static void checkTable(
            TableDefinition old, @org.jspecify.annotations.Nullable TableDefinition table, String companies) {
        if (table == null) {
            throw refused("table %s cannot be dropped: it is shared by %s".formatted(old.name(), companies));
        }
        if (table.kind() != old.kind()) {
            throw refused("table %s cannot change between partitioned and reference: it is shared by %s"
                    .formatted(old.name(), companies));
        }
        for (int i = 0; i < Math.max(old.columns().size(), table.columns().size()); i++) {
            checkColumn(old, table, i, companies);
        }
    }

    private static void checkColumn(TableDefinition old, TableDefinition table, int i, String companies) {
        if (i >= old.columns().size()) {
            throw refused("column %s cannot be added to table %s: it is shared by %s"
                    .formatted(table.columns().get(i).name(), old.name(), companies));
        }
        var column = old.columns().get(i);
        if (i >= table.columns().size() || !table.columns().get(i).name().equals(column.name())) {
            throw refused("column %s of table %s cannot be moved, renamed or dropped: it is shared by %s"
                    .formatted(column.name(), old.name(), companies));
        }
        var changed = table.columns().get(i);
        if (!changed.type().equals(column.type()) || changed.nullable() != column.nullable()) {
            throw refused("the type of column %s of table %s cannot change: it is shared by %s"
                    .formatted(column.name(), old.name(), companies));
        }
    }

    private static AdminException refused(String message) {
        return new AdminException(AdminError.INCOMPATIBLE, message);
    }
}
