package org.bestpeer.engine.system;

import java.util.List;
import java.util.Optional;

/**
 * The system tables that an engine knows.
 *
 * @param all in the order in which they are listed
 */
public record SystemTables(List<SystemTable> all) {
    public static final SystemTables NONE = new SystemTables(List.of());

    public SystemTables {
        all = List.copyOf(all);
    }

    /** The table that plans call by this name. */
    public Optional<SystemTable> find(String qualifiedName) {
        return all.stream()
                .filter(table -> table.qualifiedName().equals(qualifiedName))
                .findFirst();
    }
}
