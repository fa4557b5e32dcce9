package org.bestpeer.engine.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of the global schema of a network. Immutable.
 *
 * @param network name of the corporate network; the JDBC catalog
 * @param version grows with every change of the schema
 * @param tables by folded name, in the order of the schema file
 */
public record Catalog(String network, long version, Map<String, TableDefinition> tables) {
    /** The schema that all shared tables are in. */
    public static final String SHARED_SCHEMA = "public";

    public Catalog {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    public static Catalog of(String network, long version, List<TableDefinition> tables) {
        Map<String, TableDefinition> byName = new LinkedHashMap<>();
        tables.forEach(t -> byName.put(t.name(), t));
        return new Catalog(network, version, byName);
    }

    /** The table of that (folded) name. */
    public Optional<TableDefinition> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }
}
