package org.bestpeer.engine.algebra;

/** Order by an input column. */
public record SortKey(int column, boolean descending, boolean nullsFirst) {
    /** The same order by another column. */
    public SortKey withColumn(int other) {
        return new SortKey(other, descending, nullsFirst);
    }
}
