package org.bestpeer.node.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ForeignKey;
import org.bestpeer.engine.catalog.TableDefinition;

/**
 * A key of a shared table.
 *
 * @param network the catalog of everything
 * @param name as written in the schema file; of primary keys and UNIQUE as PostgreSQL would call it
 * @param type as {@code information_schema} says it
 * @param columns in order
 * @param reference what a foreign key refers to
 */
record Constraint(
        String network,
        String name,
        TableDefinition table,
        String type,
        List<String> columns,
        Optional<ForeignKey> reference) {
    static final String UNIQUE = "UNIQUE";
    private static final String PRIMARY = "PRIMARY KEY";

    /** All of them, by table and name. */
    static List<Constraint> of(Catalog catalog) {
        List<Constraint> all = new ArrayList<>();
        catalog.tables().values().stream()
                .sorted(Comparator.comparing(TableDefinition::name))
                .forEach(table -> all.addAll(of(catalog.network(), table)));
        return all;
    }

    private static List<Constraint> of(String network, TableDefinition table) {
        List<Constraint> constraints = new ArrayList<>();
        if (!table.primaryKey().isEmpty()) {
            constraints.add(new Constraint(
                    network, table.name() + "_pkey", table, PRIMARY, table.primaryKey(), Optional.empty()));
        }
        for (List<String> key : table.uniqueKeys()) {
            String name = table.name() + "_" + String.join("_", key) + "_key";
            constraints.add(new Constraint(network, name, table, UNIQUE, key, Optional.empty()));
        }
        for (ForeignKey key : table.foreignKeys()) {
            constraints.add(new Constraint(network, key.name(), table, "FOREIGN KEY", key.columns(), Optional.of(key)));
        }
        constraints.sort(Comparator.comparing(Constraint::name));
        return constraints;
    }

    /** The key of the other table that a foreign key refers to. */
    Optional<Constraint> referenced(List<Constraint> all) {
        return reference.flatMap(key -> all.stream()
                .filter(other -> other.reference.isEmpty()
                        && other.table.name().equals(key.referencedTable())
                        && Set.copyOf(other.columns).equals(Set.copyOf(key.referencedColumns())))
                .min(Comparator.comparing(other -> !other.type.equals(PRIMARY))));
    }

    /** The table that its columns on the other side belong to, itself but for foreign keys. */
    String usedTable() {
        return reference.map(ForeignKey::referencedTable).orElse(table.name());
    }

    List<String> usedColumns() {
        return reference.map(ForeignKey::referencedColumns).orElse(columns);
    }
}
