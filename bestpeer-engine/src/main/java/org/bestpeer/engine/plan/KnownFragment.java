package org.bestpeer.engine.plan;

/**
 * A fragment and what is known of its rows.
 *
 * @param estimate how many are sent, by all sites together
 * @param columns what is proven
 */
record KnownFragment(Fragment fragment, Estimate estimate, PartColumns columns) {
    int id() {
        return fragment.id();
    }

    double bytes() {
        return estimate.rows() * Widths.of(fragment.plan().fields());
    }
}
