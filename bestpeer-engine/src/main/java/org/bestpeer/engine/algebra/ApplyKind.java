package org.bestpeer.engine.algebra;

/** What becomes of the rows that a dependent plan gives for a row of the other side. */
public enum ApplyKind {
    /** Their only value, NULL if there is none; a second row fails with 21000. */
    SCALAR,
    /** Whether there is any. */
    EXISTS,
    /** Whether the value of any is TRUE (three-valued: NULL if none is, but one is NULL). */
    ANY,
    /** Whether the values of all are TRUE (three-valued). */
    ALL,
    /** Each is put behind the row. */
    INNER,
    /** Each is put behind the row; NULLs if there is none. */
    LEFT
}
