package org.bestpeer.engine.exec.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.access.AccessPolicy;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.exec.TableSource;

/** Places to run plans in. */
final class TestContexts {
    static final Principal ANN = new Principal("net", "acme", "ann");
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final ExecutionLimits LIMITS = new ExecutionLimits(ExecutionLimits.QUERY_MEMORY, NOW.plusSeconds(1));

    private TestContexts() {}

    static ExecutionContext owner(TableSource tables) {
        return owner(tables, new StandardRole(company -> true, table -> true), LIMITS, () -> false);
    }

    static ExecutionContext owner(
            TableSource tables, AccessPolicy policy, ExecutionLimits limits, BooleanSupplier cancelled) {
        return ExecutionContext.atOwner(
                new OwnedTables(tables, policy, ANN), ExecutionContext.NOTHING_SHUFFLED, limits, cancelled, CLOCK);
    }
}
