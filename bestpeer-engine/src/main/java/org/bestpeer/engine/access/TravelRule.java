package org.bestpeer.engine.access;

import org.bestpeer.engine.placement.Site;

/**
 * Port: where an owner's rows, and keys and filters made of them, may go besides the home peer of the user. Thread-safe.
 */
public interface TravelRule {
    /** Whether peers of a company may see rows of an owner's table. */
    boolean mayReceive(String company, String table, Site owner);
}
