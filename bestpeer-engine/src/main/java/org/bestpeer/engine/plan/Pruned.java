package org.bestpeer.engine.plan;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bestpeer.engine.placement.Site;

/**
 * Owners of a table that need not be asked for a scan of it.
 *
 * @param table the table
 * @param sites its owners that are left out
 * @param reason why that changes nothing
 */
public record Pruned(String table, Set<Site> sites, Reason reason) {
    /** Why an owner is left out. */
    public enum Reason {
        RANGES("the ranges that they promised have no such rows"),
        NO_PARTNERS("nothing at the same place meets their rows in the join");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    public Pruned {
        sites = Collections.unmodifiableSet(new LinkedHashSet<>(sites));
    }
}
