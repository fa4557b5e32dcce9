package org.bestpeer.engine.algebra;

import java.util.Optional;

/** The closed set of functions over a window. Those of a frame see its rows alone, the others the whole partition. */
public enum WindowFunction {
    /** Place of the row in its partition, from 1. */
    ROW_NUMBER,
    /** Place of the first of the row's peers. */
    RANK,
    /** Number of the row's group of peers, from 1. */
    DENSE_RANK,
    /** (rank - 1) / (rows - 1); 0 in a partition of one row. DOUBLE. */
    PERCENT_RANK,
    /** Share of rows up to the last of the row's peers. DOUBLE. */
    CUME_DIST,
    /** number of buckets: the row's bucket, from 1. */
    NTILE,
    /** value [, how many rows before [, otherwise]]. */
    LAG,
    /** value [, how many rows after [, otherwise]]. */
    LEAD,
    /** Of the frame. */
    FIRST_VALUE,
    /** Of the frame. */
    LAST_VALUE,
    /** value, which row of the frame, from 1. */
    NTH_VALUE,
    /** The rest: the aggregate function of that name over the frame. */
    COUNT,
    SUM,
    SUM0,
    MIN,
    MAX,
    AVG,
    ANY_VALUE,
    STDDEV_POP,
    STDDEV_SAMP,
    VAR_POP,
    VAR_SAMP;

    /** The aggregate function that is computed over the frame; empty for functions that are no aggregates. */
    public Optional<AggregateFunction> aggregate() {
        return compareTo(COUNT) < 0 ? Optional.empty() : Optional.of(AggregateFunction.valueOf(name()));
    }
}
