package org.bestpeer.engine.plan;

import java.util.EnumSet;
import java.util.Set;

/** A step of planning that makes plans cheaper and leaves their answers as they are: any can be left out. */
public enum PlanRule {
    /** Sub-queries become joins, and do not run for each row of the query around them. */
    UNNESTING,
    /** Conditions move towards the scans. */
    PUSH_DOWN,
    /** The cheapest order of inner joins is searched. */
    JOIN_ORDER,
    /** Columns that nobody reads are left out. */
    COLUMN_PRUNING,
    /** Joins and groups are computed at the owners where promises prove that nothing is missing there. */
    COLOCATION,
    /** Owners aggregate their rows before sending them. */
    PARTIAL_AGGREGATION,
    /** Owners send no more rows than LIMIT lets pass. */
    FIRST_ROWS,
    /** The rows of a small side are sent to the owners of the other. */
    REPLICATION,
    /** The rows of both sides are parted by their keys among peers, which join them. */
    REPARTITION,
    /** Keys of one side, or a Bloom filter of them, are sent to the owners of the other. */
    KEY_SETS,
    /** Groups that HAVING drops are found before their aggregates are sent. */
    THRESHOLDS,
    /** Columns that are only shown are fetched for the first groups alone. */
    LATE_COLUMNS;

    /** All of them. */
    public static Set<PlanRule> all() {
        return EnumSet.allOf(PlanRule.class);
    }

    /** All but one. */
    public static Set<PlanRule> without(PlanRule rule) {
        return EnumSet.complementOf(EnumSet.of(rule));
    }
}
