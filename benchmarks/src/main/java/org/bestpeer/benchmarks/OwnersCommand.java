package org.bestpeer.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.bestpeer.benchmarks.tpch.Substitution;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether it matters over how many owners the same rows are spread. */
@Command(
        name = "owners",
        description = {
            "Q1 of TPC-H on networks of 4, 16 and 64 owners who hold the same rows together, side by side, each run with other"
                    + " parameters and every answer checked.",
            "Goals: all answers are right; the most owners take at most 1.5 times as long as the fewest.",
            "Example: benchmarks/run owners --scale 0.1 --check"
        })
final class OwnersCommand implements Callable<Integer> {
    private static final double GOAL = 1.5;
    private static final TpchQuery QUERY = new TpchQuery(1);

    private final DemoNetwork.Factory networks;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private RunsOptions runs = new RunsOptions();

    @Option(names = "--scale", paramLabel = "SF", defaultValue = "0.1", description = "default ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--owners",
            paramLabel = "N",
            split = ",",
            defaultValue = "4,16,64",
            description = "how many there are in each network, from few to many; default ${DEFAULT-VALUE}")
    private List<Integer> owners = List.of();

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "for which the networks are left alone first: peers that start connect with all others;"
                    + " default ${DEFAULT-VALUE}")
    private int settle;

    OwnersCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        runs.check(report);
        owners.forEach(count -> report.atLeast(1, "--owners", count));
        report.atLeast(0, "--settle", settle);
        // A scale that cannot be generated is refused before anything starts.
        SplitOptions.split(Layout.COLOCATED, scale, 1, report);
        report.err().println("computing the right answers");
        List<TpchAnswers> answers =
                TpchAnswers.compute(scale, Substitution.series(seed.value(), scale, runs.rounds()), List.of(QUERY));
        return report.finish(measurement(measure(answers)));
    }

    private Map<String, List<TpchTiming>> measure(List<TpchAnswers> answers) throws Exception {
        List<TpchRounds.Contestant> contestants = new ArrayList<>();
        try {
            for (int count : owners) {
                report.err().println("starting a network of " + count + " owners");
                DemoNetwork network =
                        networks.start(SplitOptions.split(Layout.COLOCATED, scale, count, report), Map.of());
                contestants.add(new TpchRounds.Contestant("owners_" + count, new NetworkDatabase(network), answers));
            }
            report.err().println("waiting " + settle + " s");
            TimeUnit.SECONDS.sleep(settle);
            return new TpchRounds(List.of(QUERY), runs.warmUps(), report.err()).run(contestants);
        } finally {
            contestants.forEach(one -> one.database().close());
        }
    }

    private Measurement measurement(Map<String, List<TpchTiming>> timings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Double> medians = new ArrayList<>();
        timings.forEach((name, queries) -> {
            TpchTiming timing = queries.get(0);
            medians.add(timing.medianMillis());
            figures.put(name + "_ms", Math.round(timing.medianMillis() * 10) / 10.0);
            report.out()
                    .printf(
                            Locale.ROOT,
                            "%-10s  first %8.1f ms  median %8.1f ms  %s%n",
                            name,
                            timing.firstMillis(),
                            timing.medianMillis(),
                            timing.verdict());
        });
        double ratio = medians.get(medians.size() - 1) / medians.get(0);
        figures.put("ratio", Math.round(ratio * 100) / 100.0);
        List<String> missed = TpchRounds.wrong(timings);
        if (ratio > GOAL) {
            missed.add(String.format(
                    Locale.ROOT, "the most owners take at most %.1f times as long as the fewest; %.2f", GOAL, ratio));
        }
        return new Measurement("owners", figures, missed);
    }
}
