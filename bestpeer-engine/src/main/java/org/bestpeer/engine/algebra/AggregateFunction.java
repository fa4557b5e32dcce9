package org.bestpeer.engine.algebra;

/** The closed set of aggregate functions. NULL arguments are left out. */
public enum AggregateFunction {
    /** Rows, or with arguments the rows in which no argument is NULL; BIGINT. */
    COUNT,
    /** NULL over no values. */
    SUM,
    /** 0 over no values: sums up partial counts. */
    SUM0,
    MIN,
    MAX,
    /** Exact numbers give a DECIMAL rounded half up; DOUBLE gives DOUBLE. */
    AVG,
    /** The only value of a scalar sub-query; a second row fails with 21000. */
    SINGLE_VALUE,
    ANY_VALUE,
    STDDEV_POP,
    STDDEV_SAMP,
    VAR_POP,
    VAR_SAMP,
    /** text, what stands before it unless it is the first: all texts in the call's order, put together. */
    LISTAGG
}
