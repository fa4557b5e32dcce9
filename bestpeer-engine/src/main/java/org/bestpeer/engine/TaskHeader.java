package org.bestpeer.engine;

import java.time.Instant;
import java.util.Map;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Routes;

/**
 * What all tasks of a query have in common.
 *
 * @param partial whether owners that are missing may be left out
 */
record TaskHeader(String queryId, Principal principal, long schemaVersion, Instant deadline, boolean partial) {
    FragmentTask task(int fragment, Operator plan, Site site, Map<String, Long> versions, Routes routes) {
        return new FragmentTask(queryId, fragment, site, plan, principal, schemaVersion, versions, deadline, routes);
    }
}
