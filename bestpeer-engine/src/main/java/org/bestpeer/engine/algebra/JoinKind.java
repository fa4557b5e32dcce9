package org.bestpeer.engine.algebra;

/** How a join pairs rows. SEMI and ANTI give left rows only. */
public enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI
}
