package org.bestpeer.engine.algebra;

/** Order by an input column. */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
