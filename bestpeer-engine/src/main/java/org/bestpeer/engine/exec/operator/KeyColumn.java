package org.bestpeer.engine.exec.operator;

/** One column of the keys of a {@link KeyTable}. */
interface KeyColumn {
    /** A hash of a present value. */
    long hash(KeyRows rows, int row);

    /** Whether the key has that value; NULL equals NULL. */
    boolean equal(int key, KeyRows rows, int row);

    /** Keeps the value as that of the key, which is one above the last. */
    void add(int key, KeyRows rows, int row);
}
