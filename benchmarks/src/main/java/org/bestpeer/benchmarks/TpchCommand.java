package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.baseline.Baselines;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.benchmarks.tpch.QueryRun;
import org.bestpeer.benchmarks.tpch.QueryRunner;
import org.bestpeer.benchmarks.tpch.Substitution;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the 22 queries on a network of its own and on what it is compared with, and checks every answer. */
@Command(
        name = "tpch",
        description = {
            "The 22 TPC-H queries on a network of its own, each run with other parameters; all answers are compared with"
                    + " those of one central PostgreSQL (HSQLDB where PostgreSQL is not installed).",
            "With --compare the same queries are run on other systems with the same rows: stock (Calcite as it comes over"
                    + " the companies' HSQLDBs), hsqldb, duckdb (all rows in one database), pgfdw (PostgreSQL over the"
                    + " companies' PostgreSQLs).",
            "With --set store.snapshot-memory=0 the peers read their stores alone.",
            "Goals: all answers are right; the first runs take at most 5 times as long as the later ones; compared, in"
                    + " layout colocated, the others take, by the geometric mean, as many times as long: stock 10, hsqldb 4,"
                    + " pgfdw 3, duckdb an eighth; in the others stock 5; and no query takes longer than stock's.",
            "Example: benchmarks/run tpch --scale 0.1 --peers 4 --layout colocated --compare stock,hsqldb,pgfdw,duckdb"
        })
final class TpchCommand implements Callable<Integer> {
    /** Knows the right answers. */
    @FunctionalInterface
    interface Oracle {
        List<TpchAnswers> answers(double scale, List<Substitution> parameters) throws Exception;
    }

    private final DemoNetwork.Factory networks;
    private final Oracle oracle;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SplitOptions size = new SplitOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "supply-chain",
            description = "supply-chain, colocated or even; default ${DEFAULT-VALUE}")
    private String layout = "";

    @Mixin
    private RunsOptions rounds = new RunsOptions();

    @Option(
            names = "--compare",
            paramLabel = "NAME",
            split = ",",
            description = "what else runs the queries: stock, hsqldb, pgfdw, duckdb")
    private List<String> others = List.of();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "a query that takes longer is cut and counts as long; default ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--report", paramLabel = "FILE", description = "also write a page with plots (HTML)")
    private @Nullable Path page;

    TpchCommand(DemoNetwork.Factory networks, Oracle oracle) {
        this.networks = networks;
        this.oracle = oracle;
    }

    @Override
    public Integer call() throws Exception {
        TpchSplit split = split();
        Map<ConfigKey, String> peerSettings = settings.values(report);
        PrintWriter err = report.err();
        err.println("computing the right answers");
        // Every query is asked another question each time, and every database the same ones.
        List<TpchAnswers> answers =
                oracle.answers(size.scale(), Substitution.series(seed.value(), size.scale(), rounds.rounds()));
        Map<String, List<TpchTiming>> timings = new LinkedHashMap<>();
        err.printf("starting %d peers%n", size.peers());
        try (NetworkDatabase network = new NetworkDatabase(networks.start(split, peerSettings))) {
            timings.put(network.name(), timings(network, answers, true));
        }
        for (String other : others) {
            err.printf("starting %s%n", other);
            try (TpchDatabase database = Baselines.start(other, split)) {
                timings.put(database.name(), timings(database, answers, false));
            }
        }
        TpchResult result = new TpchResult(
                split, rounds.warmUps(), rounds.runs(), answers.get(0).source(), timings);
        TpchTable.print(result, report.out());
        if (page != null) {
            Files.writeString(page, TpchReport.html(result));
        }
        return report.finish(result.measurement());
    }

    private TpchSplit split() {
        rounds.check(report);
        report.atLeast(1, "--limit", limit);
        for (String other : others) {
            if (!Baselines.names().contains(other)) {
                throw report.wrong("unknown system: " + other + "; there are " + String.join(", ", Baselines.names()));
            }
        }
        Layout chosen = Layout.named(layout)
                .orElseThrow(() -> report.wrong("unknown layout: " + layout + "; there are " + Layout.labels()));
        return size.split(chosen, report);
    }

    private List<TpchTiming> timings(TpchDatabase database, List<TpchAnswers> answers, boolean exact)
            throws SQLException {
        PrintWriter err = report.err();
        try (QueryRunner runner = new QueryRunner(database, exact, Duration.ofSeconds(limit))) {
            List<List<QueryRun>> done = new ArrayList<>();
            for (TpchAnswers round : answers) {
                err.printf("%s: round %d of %d%n", database.name(), done.size() + 1, answers.size());
                List<QueryRun> queries = new ArrayList<>();
                for (TpchQuery query : TpchQuery.all()) {
                    QueryRun run = runner.run(query, round);
                    progress(run, err);
                    queries.add(run);
                }
                done.add(queries);
            }
            return TpchTiming.of(done, rounds.warmUps());
        }
    }

    private static void progress(QueryRun run, PrintWriter err) {
        err.printf(Locale.ROOT, "%s %.1f ms%s%n", run.query().label(), run.millis(), run.cut() ? ", cut" : "");
        run.differences().forEach(difference -> err.println("  " + difference));
    }
}
