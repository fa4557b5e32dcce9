package org.bestpeer.engine.exec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Routes;
import org.bestpeer.engine.type.Field;

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
 * @param routes where rows come from and go to, besides the home peer
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
        Routes routes) {
    public FragmentTask {
        loadVersions = Map.copyOf(loadVersions);
    }

    /** Columns of what comes to the home peer. */
    public List<Field> fields() {
        return routes.output().isPresent() ? ShuffleReport.FIELDS : plan.fields();
    }

    /** Names of the tables that the fragment reads. */
    public List<String> tables() {
        return loadVersions.keySet().stream().sorted().toList();
    }
}
