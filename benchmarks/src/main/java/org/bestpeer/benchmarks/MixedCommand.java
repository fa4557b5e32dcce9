package org.bestpeer.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.pace.HeavyAsker;
import org.bestpeer.benchmarks.pace.Mixture;
import org.bestpeer.benchmarks.pace.Orders;
import org.bestpeer.benchmarks.pace.Pace;
import org.bestpeer.benchmarks.pace.PointPlan;
import org.bestpeer.benchmarks.tpch.Substitution;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether small queries wait for large ones. */
@Command(
        name = "mixed",
        description = {
            "Clients that ask for orders by key, prepared, first by themselves, then beside others that ask large queries of TPC-H"
                    + " (Q1, Q5, Q7, Q9, Q13, Q16, Q18, Q21), layout colocated. Every answer is checked.",
            "Goal: all answers are right.",
            "Example: benchmarks/run mixed --scale 0.1 --check"
        })
final class MixedCommand implements Callable<Integer> {
    private static final int ROUNDS = 3;

    private final DemoNetwork.Factory networks;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SplitOptions size = new SplitOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "4",
            description = "that ask small queries; default ${DEFAULT-VALUE}")
    private int clients;

    @Option(
            names = "--heavy",
            paramLabel = "N",
            defaultValue = "2",
            description = "clients that ask large queries; default ${DEFAULT-VALUE}")
    private int heavy;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "of each part, as long again to get warm; default ${DEFAULT-VALUE}")
    private int seconds;

    MixedCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--clients", clients);
        report.atLeast(1, "--heavy", heavy);
        report.atLeast(1, "--seconds", seconds);
        TpchSplit split = size.split(Layout.COLOCATED, report);
        report.err().println("computing the right answers");
        List<TpchAnswers> answers = TpchAnswers.compute(
                split.scale(), Substitution.series(seed.value(), split.scale(), ROUNDS), HeavyAsker.QUERIES);
        Orders orders = new Orders(split.scale());
        report.err().println("starting a network of " + split.companies() + " owners");
        // As many statements of the one user run as there are clients, so that none waits for its turn.
        String all = String.valueOf(clients + heavy);
        Map<ConfigKey, String> limits = Map.of(ConfigKey.LIMITS_USER_STATEMENTS, all, ConfigKey.LIMITS_STATEMENTS, all);
        try (NetworkDatabase network = new NetworkDatabase(networks.start(split, limits))) {
            report.err().println("asking");
            Duration time = Duration.ofSeconds(seconds);
            PointPlan plan = new PointPlan(time, time, clients, seed.value());
            Mixture found = Mixture.measure(network, plan, heavy, orders, answers);
            keep("alone", found.alone());
            keep("beside", found.beside());
            keep("heavy", found.heavy());
            double ratio = found.beside().millis(0.5) / found.alone().millis(0.5);
            figures.put("p50_ratio", Math.round(ratio * 100) / 100.0);
        }
        return report.finish(new Measurement("mixed", figures, missed));
    }

    private void keep(String name, Pace pace) {
        report.out()
                .printf(
                        Locale.ROOT,
                        "%-7s p50 %9.3f ms  p99 %9.3f ms  %9.1f a second%n",
                        name,
                        pace.millis(0.5),
                        pace.millis(0.99),
                        pace.perSecond());
        figures.put(name + "_p50_ms", Math.round(pace.millis(0.5) * 1000) / 1000.0);
        figures.put(name + "_p99_ms", Math.round(pace.millis(0.99) * 1000) / 1000.0);
        figures.put(name + "_per_second", Math.round(pace.perSecond() * 10) / 10.0);
        pace.failures().forEach(failure -> missed.add(name + ": all answers are right: " + failure));
    }
}
