package org.bestpeer.engine.exec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * A fragment to run at one site.
 *
 * @param queryId identifier of the query, the same for all its tasks
 * @param fragment number of the fragment within the query's plan
 * @param site where it runs
 * @param plan what to run; leaves are scans and values, no parameters
 * @param principal for whom
 * @param schemaVersion version of the global schema that the plan was made for
 * @param loadVersions expected load version of each table of the plan at that site
 * @param deadline after it the task is given up
 * @param destinations sites besides the home peer to which its rows, or keys made of them, will be sent along
 */
public record FragmentTask(
        String queryId,
        int fragment,
        Site site,
        Operator plan,
        Principal principal,
        long schemaVersion,
        Map<String, Long> loadVersions,
        Instant deadline,
        Set<Site> destinations) {
    public FragmentTask {
        loadVersions = Map.copyOf(loadVersions);
        destinations = Set.copyOf(destinations);
    }

    /** Names of the tables that the fragment reads. */
    public List<String> tables() {
        return loadVersions.keySet().stream().sorted().toList();
    }
}
