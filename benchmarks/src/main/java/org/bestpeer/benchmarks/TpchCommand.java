package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.tpch.QueryRun;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.config.ConfigException;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the 22 queries on a network of its own and compares every answer with a central database's. */
@Command(
        name = "tpch",
        description = {
            "The 22 TPC-H queries on a network of its own; each answer is compared with one central PostgreSQL"
                    + " (HSQLDB where PostgreSQL is not installed).",
            "With --set store.snapshot-memory=0 the peers read their stores alone.",
            "Goal: all answers are right.",
            "Example: benchmarks/run tpch --scale 0.01 --peers 4 --layout even --check"
        })
final class TpchCommand implements Callable<Integer> {
    /** Knows the right answers. */
    @FunctionalInterface
    interface Oracle {
        TpchAnswers answers(double scale) throws Exception;
    }

    private final DemoNetwork.Factory networks;
    private final Oracle oracle;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SplitOptions size = new SplitOptions();

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "supply-chain",
            description = "supply-chain, colocated or even; default ${DEFAULT-VALUE}")
    private String layout = "";

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "how often each query runs; the median time is shown; default ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a setting of the peers; may be given several times")
    private List<String> settings = List.of();

    TpchCommand(DemoNetwork.Factory networks, Oracle oracle) {
        this.networks = networks;
        this.oracle = oracle;
    }

    @Override
    public Integer call() throws Exception {
        TpchSplit split = split();
        PrintWriter err = report.err();
        err.println("computing the right answers");
        TpchAnswers answers = oracle.answers(size.scale());
        err.printf("starting %d peers%n", size.peers());
        try (DemoNetwork network = networks.start(split, settings());
                Connection connection =
                        DriverManager.getConnection(network.jdbcUrl(), network.user(), network.password())) {
            List<List<QueryRun>> rounds = new ArrayList<>();
            for (int round = 1; round <= runs; round++) {
                err.printf("round %d of %d%n", round, runs);
                rounds.add(answers.run(connection, done -> progress(done, err)));
            }
            List<TpchTiming> timings = TpchTiming.of(rounds);
            print(timings, report.out());
            return report.finish(measurement(answers.source(), timings));
        }
    }

    private TpchSplit split() {
        report.atLeast(1, "--runs", runs);
        Layout chosen = Layout.named(layout)
                .orElseThrow(() -> report.wrong("unknown layout: " + layout + "; there are " + Layout.labels()));
        return size.split(chosen, report);
    }

    private Map<ConfigKey, String> settings() {
        try {
            return NodeConfig.settings(settings);
        } catch (ConfigException e) {
            throw report.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static void progress(QueryRun done, PrintWriter err) {
        err.printf(Locale.ROOT, "%s %.1f ms%n", done.query().label(), done.millis());
        done.differences().forEach(difference -> err.println("  " + difference));
    }

    private static void print(List<TpchTiming> timings, PrintWriter out) {
        out.println("query    rows    first ms   median ms  answer");
        for (TpchTiming timing : timings) {
            out.printf(
                    Locale.ROOT,
                    "%s  %8d  %10.1f  %10.1f  %s%n",
                    timing.query().label(),
                    timing.rows(),
                    timing.firstMillis(),
                    timing.medianMillis(),
                    timing.right() ? "right" : "WRONG");
        }
    }

    private Measurement measurement(String source, List<TpchTiming> timings) {
        List<String> wrong = timings.stream()
                .filter(timing -> !timing.right())
                .map(timing -> "the answer of " + timing.query().label() + " is right")
                .toList();
        double first = timings.stream().mapToDouble(TpchTiming::firstMillis).sum();
        double total = timings.stream().mapToDouble(TpchTiming::medianMillis).sum();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scale", size.scale());
        figures.put("peers", size.peers());
        figures.put("layout", layout);
        figures.put("runs", runs);
        figures.put("compared_with", source);
        figures.put("right", TpchQuery.COUNT - wrong.size());
        figures.put("wrong", wrong.size());
        figures.put("first_ms", Math.round(first));
        figures.put("median_ms", Math.round(total));
        timings.forEach(timing -> figures.put(timing.query().label() + "_ms", rounded(timing.medianMillis())));
        return new Measurement("tpch", figures, wrong);
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
