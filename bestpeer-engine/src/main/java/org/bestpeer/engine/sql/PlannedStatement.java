package org.bestpeer.engine.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A statement and the plan that it shares with those that differ from it in literals alone.
 *
 * @param asked what is asked for
 * @param plan the plan; its parameters are the statement's own, then the lifted literals
 * @param lifted values of the lifted literals
 * @param planning how long parsing and planning the text took
 */
public record PlannedStatement(Asked asked, LogicalPlan plan, List<@Nullable Object> lifted, Duration planning) {
    public PlannedStatement {
        lifted = Collections.unmodifiableList(new ArrayList<>(lifted));
    }

    /** Types of the statement's own parameters. */
    public List<DataType> parameters() {
        List<DataType> all = plan.parameterTypes();
        return all.subList(0, all.size() - lifted.size());
    }

    /** All values that the plan needs, given those of the statement's own parameters. */
    public List<@Nullable Object> values(List<? extends @Nullable Object> own) {
        List<@Nullable Object> values = new ArrayList<>(own);
        values.addAll(lifted);
        return values;
    }
}
