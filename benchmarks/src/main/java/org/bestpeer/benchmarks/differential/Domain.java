package org.bestpeer.benchmarks.differential;

/** Which values a column holds. */
enum Domain {
    /** A handful, so that rows meet in joins and groups. */
    FEW,
    /** Many different ones of moderate size. */
    MANY,
    /** The largest and smallest that the type has; not fit for arithmetic. */
    EXTREME;

    Domain with(Domain other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
