package org.bestpeer.engine.access;

import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.Operator;

/** What the owner lets a principal see of its tables. Thread-safe. */
public interface AccessPolicy {
    /**
     * The plan to run in place of a scan: the same fields, without the rows that the principal may not see, and NULL
     * for the values that it may not see.
     *
     * @throws org.bestpeer.engine.BestPeerException ACCESS_DENIED if the principal may not read the table at all
     */
    Operator rewrite(Operator.Scan scan, Principal principal);
}
