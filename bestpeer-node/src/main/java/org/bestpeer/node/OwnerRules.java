package org.bestpeer.node;

import org.bestpeer.engine.access.AccessPolicy;

/**
 * What an owner hides of the rows that it shares; enforced at the owner, under every scan of a fragment. Bounds, histograms and
 * numbers of rows that the index has of a table are of all its rows. Thread-safe.
 */
@FunctionalInterface
public interface OwnerRules {
    /** Nothing is hidden. */
    OwnerRules NONE = standard -> standard;

    /**
     * The policy under which a fragment runs.
     *
     * @param standard the standard role, which refuses who may not read a table at all; to be asked for every scan
     */
    AccessPolicy over(AccessPolicy standard);
}
