package org.bestpeer.jdbc;

/** Kinds of columns in a chunk; the numbers travel. */
final class ColumnKind {
    static final int BOOLEAN = 0;
    static final int SHORT = 1;
    static final int INT = 2;
    static final int LONG = 3;
    /** Digits that fit 64 bits, after the scale. */
    static final int DECIMAL = 4;

    static final int DOUBLE = 5;
    /** Decimals as texts. */
    static final int LONG_DECIMAL = 6;

    static final int TEXT = 7;
    /** The different texts, then for each row which of them. */
    static final int FEW_TEXTS = 8;

    static final int BYTES = 9;

    private ColumnKind() {}
}
