package org.bestpeer.node.index;

/** The indices of BestPeer. Range, column, table: the most precise one that fits a scan finds its owners. */
enum IndexKind {
    /** Who shares a table. */
    TABLE(1),
    /** Who shares a column of a table. */
    COLUMN(2),
    /** Between which values a column lies at an owner. */
    RANGE(3),
    /** How many rows of a column lie where, at an owner: one entry for each bucket. */
    HISTOGRAM(4);

    private final int tag;

    IndexKind(int tag) {
        this.tag = tag;
    }

    /** First byte of its keys. */
    int tag() {
        return tag;
    }
}
