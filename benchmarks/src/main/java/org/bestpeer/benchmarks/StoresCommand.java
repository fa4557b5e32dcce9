package org.bestpeer.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.tpch.Substitution;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What snapshots are worth, and what it matters where the store keeps its rows. */
@Command(
        name = "stores",
        description = {
            "The 22 TPC-H queries on three networks side by side, layout colocated, each run with other parameters: with snapshots"
                    + " of the tables in columns, without them on tables that are cached, and without them on tables in memory.",
            "Goal: all answers are right.",
            "Example: benchmarks/run stores --scale 0.1 --check"
        })
final class StoresCommand implements Callable<Integer> {
    private static final String SNAPSHOTS = "snapshots";
    private static final Map<ConfigKey, String> STORE_ALONE = Map.of(ConfigKey.STORE_SNAPSHOT_MEMORY, "0");

    private final DemoNetwork.Factory networks;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SplitOptions size = new SplitOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private RunsOptions runs = new RunsOptions();

    StoresCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        runs.check(report);
        TpchSplit split = size.split(Layout.COLOCATED, report);
        report.err().println("computing the right answers");
        List<TpchAnswers> answers =
                TpchAnswers.compute(split.scale(), Substitution.series(seed.value(), split.scale(), runs.rounds()));
        TpchSpeeds speeds = new TpchSpeeds(SNAPSHOTS, measure(split, answers));
        speeds.print(report.out());
        return report.finish(new Measurement("stores", speeds.figures(), speeds.wrong()));
    }

    /** Settings of each network. */
    private static Map<String, Map<ConfigKey, String>> settings() {
        Map<ConfigKey, String> inMemory = new LinkedHashMap<>(STORE_ALONE);
        inMemory.put(ConfigKey.STORE_TABLES, "memory");
        Map<String, Map<ConfigKey, String>> settings = new LinkedHashMap<>();
        settings.put(SNAPSHOTS, Map.of());
        settings.put("cached", STORE_ALONE);
        settings.put("memory", inMemory);
        return settings;
    }

    private Map<String, List<TpchTiming>> measure(TpchSplit split, List<TpchAnswers> answers) throws Exception {
        List<TpchRounds.Contestant> contestants = new ArrayList<>();
        try {
            for (Map.Entry<String, Map<ConfigKey, String>> one : settings().entrySet()) {
                report.err().println("starting a network: " + one.getKey());
                NetworkDatabase network = new NetworkDatabase(networks.start(split, one.getValue()));
                contestants.add(new TpchRounds.Contestant(one.getKey(), network, answers));
            }
            return new TpchRounds(TpchQuery.all(), runs.warmUps(), report.err()).run(contestants);
        } finally {
            contestants.forEach(one -> one.database().close());
        }
    }
}
