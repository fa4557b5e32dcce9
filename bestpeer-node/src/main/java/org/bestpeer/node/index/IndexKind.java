package org.bestpeer.node.index;

/** The three indices of BestPeer; the most precise one that fits a scan answers. */
enum IndexKind {
    /** Who shares a table. */
    TABLE(1),
    /** Who shares a column of a table. */
    COLUMN(2),
    /** Between which values a column lies at an owner. */
    RANGE(3);

    private final int tag;

    IndexKind(int tag) {
        this.tag = tag;
    }

    /** First byte of its keys. */
    int tag() {
        return tag;
    }
}
