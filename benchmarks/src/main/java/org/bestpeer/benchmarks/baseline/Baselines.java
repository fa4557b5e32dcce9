package org.bestpeer.benchmarks.baseline;

import java.util.List;
import java.util.Map;
import org.bestpeer.node.tpch.TpchSplit;

/** All baselines by name. */
public final class Baselines {
    private static final Map<String, Starter> STARTERS = Map.of(
            "stock",
            StockCalcite::start,
            "hsqldb",
            split -> CentralHsqldb.start(split.scale()),
            "pgfdw",
            Baselines::federated,
            "duckdb",
            split -> CentralDuckdb.start(split.scale()));

    private Baselines() {}

    /** Starts one. */
    @FunctionalInterface
    private interface Starter {
        TpchDatabase start(TpchSplit split) throws Exception;
    }

    /** What there is, in alphabetical order. */
    public static List<String> names() {
        return STARTERS.keySet().stream().sorted().toList();
    }

    /**
     * Starts one with the split's rows, in one place or spread as the split says.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static TpchDatabase start(String name, TpchSplit split) throws Exception {
        Starter starter = STARTERS.get(name);
        if (starter == null) {
            throw new IllegalArgumentException("unknown system: %s; there are %s".formatted(name, names()));
        }
        return starter.start(split);
    }

    private static TpchDatabase federated(TpchSplit split) throws Exception {
        return FederatedPostgres.start(split)
                .orElseThrow(() -> new IllegalStateException("pgfdw needs PostgreSQL: apt-get install postgresql"));
    }
}
