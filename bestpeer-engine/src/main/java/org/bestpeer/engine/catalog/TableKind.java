package org.bestpeer.engine.catalog;

/** How a table of the global schema is made up of what the companies share. */
public enum TableKind {
    /** The multiset union of the rows that every company shares. */
    PARTITIONED,
    /** The rows of one publisher; others hold copies. */
    REFERENCE
}
