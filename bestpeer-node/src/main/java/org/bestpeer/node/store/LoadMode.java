package org.bestpeer.node.store;

/** What a load does with the rows that are already there. */
public enum LoadMode {
    /** Keeps them. */
    APPEND,
    /** Puts the new rows in their place. */
    REPLACE
}
