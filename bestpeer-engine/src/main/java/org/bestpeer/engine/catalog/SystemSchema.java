package org.bestpeer.engine.catalog;

import java.util.Arrays;
import java.util.Optional;

/** The schemas that every network has beside that of its shared tables. Their tables are made by the home peer. */
public enum SystemSchema {
    /** What there is, as the SQL standard says it. */
    INFORMATION_SCHEMA("information_schema"),
    /** What the network does. */
    SYS("sys");

    private final String schemaName;

    SystemSchema(String schemaName) {
        this.schemaName = schemaName;
    }

    /** Its name in SQL. */
    public String schemaName() {
        return schemaName;
    }

    /** How plans call a table of it. */
    public String qualified(String table) {
        return schemaName + "." + table;
    }

    /** The schema of that (folded) name. */
    public static Optional<SystemSchema> named(String name) {
        return Arrays.stream(values()).filter(s -> s.schemaName.equals(name)).findFirst();
    }

    /** Whether plans mean a system table by this name; no shared table may be called so. */
    public static boolean owns(String table) {
        return Arrays.stream(values()).anyMatch(s -> table.startsWith(s.schemaName + "."));
    }
}
