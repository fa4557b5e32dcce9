package org.bestpeer.benchmarks;

import com.google.common.collect.ImmutableSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bestpeer.node.Demo;
import org.bestpeer.node.DemoSettings;
import org.bestpeer.node.config.SentAlong;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the choice among ways of joining is as good as the best of them. */
@Command(
        name = "strategies",
        description = {
            "Joins of small to large parts of tables between 2, 4 and 8 owners of whom none has rows that meet, on networks that"
                    + " may only fetch, only send keys along, only send rows along, only repartition rows, or choose.",
            "Goal: choosing takes at most 1.15 times as long in all as the best of the others.",
            "Example: benchmarks/run strategies --scale 0.02 --check"
        })
final class StrategiesCommand implements Callable<Integer> {
    private static final double GOAL = 1.15;
    private static final List<Integer> OWNERS = List.of(2, 4, 8);
    private static final int WARM_UPS = 3;

    /** Orders of so many days, of about 2,400, with their items. */
    private static final List<Integer> DAYS = List.of(1, 10, 100, 500, 2_400);

    private enum Network {
        CHOOSING(SentAlong.all()),
        FETCHING(Set.of()),
        KEYS(Set.of(SentAlong.KEYS)),
        ROWS(Set.of(SentAlong.ROWS)),
        REPARTITION(Set.of(SentAlong.REPARTITION));

        final ImmutableSet<SentAlong> sent;

        Network(Set<SentAlong> sent) {
            this.sent = ImmutableSet.copyOf(sent);
        }
    }

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--scale", paramLabel = "SF", defaultValue = "0.02", description = "default ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "7",
            description = "how often each join runs; its median counts; default ${DEFAULT-VALUE}")
    private int runs;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--runs", runs);
        Map<Network, Double> totals = new EnumMap<>(Network.class);
        for (int owners : OWNERS) {
            measure(SplitOptions.split(Layout.EVEN, scale, owners, report), totals);
        }
        double best = totals.entrySet().stream()
                .filter(total -> total.getKey() != Network.CHOOSING)
                .mapToDouble(Map.Entry::getValue)
                .min()
                .orElseThrow();
        double ratio = totals.getOrDefault(Network.CHOOSING, Double.NaN) / best;
        Map<String, Object> figures = new LinkedHashMap<>();
        totals.forEach((network, millis) -> figures.put(label(network) + "_ms", Math.round(millis)));
        figures.put("ratio", Math.round(ratio * 100) / 100.0);
        List<String> missed = ratio <= GOAL
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT, "at most %.2f of the best other strategy's time; it is %.2f", GOAL, ratio));
        return report.finish(new Measurement("strategies", figures, missed));
    }

    private static String label(Network network) {
        return network.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> joins() {
        List<String> joins = new ArrayList<>();
        for (int days : DAYS) {
            String chosen = " where o_orderdate < date '1992-01-01' + interval '" + days + "' day";
            joins.add("select count(*), sum(l_extendedprice) from orders join lineitem on o_orderkey = l_orderkey"
                    + chosen);
            joins.add(
                    "select o_orderkey, c_name, c_address from orders join customer on o_custkey = c_custkey" + chosen);
        }
        return joins;
    }

    /** All networks of so many owners run side by side, so that what disturbs one disturbs all. */
    private void measure(TpchSplit split, Map<Network, Double> totals) throws Exception {
        report.err().println("starting " + Network.values().length + " networks of " + split.companies() + " owners");
        Map<Network, Demo> demos = new EnumMap<>(Network.class);
        Map<Network, Connection> connections = new EnumMap<>(Network.class);
        try {
            for (Network network : Network.values()) {
                Demo demo = Demo.start(DemoSettings.of(split).withSentAlong(network.sent));
                demos.put(network, demo);
                connections.put(network, demo.connect(0));
            }
            for (String join : joins()) {
                Map<Network, Double> medians = medians(connections, join);
                print(split.companies(), join, medians);
                medians.forEach((network, millis) -> totals.merge(network, millis, Double::sum));
            }
        } finally {
            for (Connection connection : connections.values()) {
                connection.close();
            }
            demos.values().forEach(Demo::close);
        }
    }

    private Map<Network, Double> medians(Map<Network, Connection> connections, String join) throws Exception {
        Map<Network, List<Double>> millis = SideBySide.rounds(
                List.copyOf(connections.keySet()),
                WARM_UPS + runs,
                (network, round) -> millis(Objects.requireNonNull(connections.get(network)), join));
        Map<Network, Double> medians = new EnumMap<>(Network.class);
        millis.forEach((network, all) -> medians.put(network, SideBySide.median(all.subList(WARM_UPS, all.size()))));
        return medians;
    }

    private static double millis(Connection connection, String sql) throws SQLException {
        long started = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
        return (System.nanoTime() - started) / 1e6;
    }

    private void print(int owners, String join, Map<Network, Double> medians) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%d owners", owners));
        medians.forEach(
                (network, millis) -> line.append(String.format(Locale.ROOT, "  %s %7.1f ms", label(network), millis)));
        report.out().println(line + "  " + join);
    }
}
