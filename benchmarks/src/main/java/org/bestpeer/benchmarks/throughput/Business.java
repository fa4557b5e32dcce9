package org.bestpeer.benchmarks.throughput;

import java.util.Locale;

/** What a company is, and so what it is asked. */
enum Business {
    /** Shares supplier, part and partsupp; retailers ask it light questions. */
    SUPPLIER,
    /** Shares customer, orders and lineitem; suppliers ask it heavy questions. */
    RETAILER;

    /** As in names of figures and companies. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who asks it. */
    Business other() {
        return this == SUPPLIER ? RETAILER : SUPPLIER;
    }
}
