package org.bestpeer.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.benchmarks.tpch.ExpectedRows;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.tpch.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The kinds of queries with which BestPeer++ was measured. */
@Command(
        name = "bestpeer",
        description = {
            "Queries like the five of the BestPeer++ papers, with constants of our own (a selection, an aggregation, a join, an"
                    + " aggregated join, a join of four tables), on networks of so many peers side by side, layout colocated. All"
                    + " answers are compared with those of one central PostgreSQL (HSQLDB where that is not installed).",
            "Goal: all answers are right.",
            "Example: benchmarks/run bestpeer --peers 4,10 --check"
        })
final class BestPeerCommand implements Callable<Integer> {
    private final DemoNetwork.Factory networks;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private RunsOptions runs = new RunsOptions();

    @Option(names = "--scale", paramLabel = "SF", defaultValue = "0.1", description = "default ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--peers",
            paramLabel = "N",
            split = ",",
            defaultValue = "4",
            description = "how many there are in each network; default ${DEFAULT-VALUE}")
    private List<Integer> peers = List.of();

    BestPeerCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        runs.check(report);
        peers.forEach(count -> report.atLeast(1, "--peers", count));
        SplitOptions.split(Layout.COLOCATED, scale, 1, report);
        report.err().println("computing the right answers");
        Map<BestPeerQuery, ExpectedRows> expected = expected();
        expected.forEach((query, rows) -> figures.put(query.label() + "_rows", rows.rows()));
        Map<Integer, NetworkDatabase> started = new LinkedHashMap<>();
        Map<Integer, Connection> connections = new LinkedHashMap<>();
        try {
            for (int count : new TreeSet<>(peers)) {
                report.err().println("starting a network of " + count + " peers");
                started.put(
                        count,
                        new NetworkDatabase(
                                networks.start(SplitOptions.split(Layout.COLOCATED, scale, count, report), Map.of())));
                connections.put(
                        count, Objects.requireNonNull(started.get(count)).connect());
            }
            for (Map.Entry<BestPeerQuery, ExpectedRows> query : expected.entrySet()) {
                measure(query.getKey(), query.getValue(), connections);
            }
        } finally {
            for (Connection connection : connections.values()) {
                connection.close();
            }
            started.values().forEach(NetworkDatabase::close);
        }
        return report.finish(new Measurement("bestpeer", figures, missed));
    }

    private Map<BestPeerQuery, ExpectedRows> expected() throws Exception {
        Map<BestPeerQuery, ExpectedRows> expected = new EnumMap<>(BestPeerQuery.class);
        try (TpchDatabase judge = TpchAnswers.judge(scale)) {
            for (BestPeerQuery query : BestPeerQuery.values()) {
                expected.put(query, ExpectedRows.of(judge, query.sql));
            }
        }
        return expected;
    }

    private void measure(BestPeerQuery query, ExpectedRows expected, Map<Integer, Connection> connections)
            throws Exception {
        Map<Integer, List<Double>> millis = SideBySide.rounds(
                List.copyOf(connections.keySet()),
                runs.rounds(),
                (count, round) -> ask(query, expected, count, Objects.requireNonNull(connections.get(count))));
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%s  %,8d rows", query.label(), expected.rows()));
        millis.forEach((count, all) -> {
            double median = SideBySide.median(all.subList(runs.warmUps(), all.size()));
            line.append(String.format(Locale.ROOT, "  %d peers %8.1f ms", count, median));
            figures.put("peers_" + count + "_" + query.label() + "_ms", Math.round(median * 10) / 10.0);
        });
        report.out().println(line);
    }

    private double ask(BestPeerQuery query, ExpectedRows expected, int count, Connection connection)
            throws SQLException {
        ExpectedRows.Asked asked = expected.ask(connection);
        if (!asked.differences().isEmpty()) {
            missed.add("%s of %d peers is right: %s".formatted(query.label(), count, asked.differences()));
        }
        return asked.millis();
    }
}
