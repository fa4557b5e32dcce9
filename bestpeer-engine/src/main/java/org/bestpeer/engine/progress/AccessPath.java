package org.bestpeer.engine.progress;

/** Where an owner found the rows of a table. */
public enum AccessPath {
    /** All rows of the table, or of its parts that may have wanted ones, in columns in memory. */
    SNAPSHOT("the snapshot"),
    /** The store, which looked through the table. */
    STORE("the store"),
    /** The store, which found the rows by an index. */
    INDEX("the store by an index");

    private final String label;

    AccessPath(String label) {
        this.label = label;
    }

    /** As people read it. */
    public String label() {
        return label;
    }
}
