package org.bestpeer.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.pace.Orders;
import org.bestpeer.benchmarks.pace.Pace;
import org.bestpeer.benchmarks.pace.PointPlan;
import org.bestpeer.benchmarks.pace.Points;
import org.bestpeer.benchmarks.pace.Points.Way;
import org.bestpeer.node.tpch.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast a row is found by its key. */
@Command(
        name = "point",
        description = {
            "Orders by key through the driver over TLS, each of one owner of 4 and of 64: prepared and plain statements by one client,"
                    + " prepared ones by several; and round trips of the same connections that ask for nothing. Every answer is"
                    + " checked.",
            "Goals: prepared by one client p50 at most 0.35 ms and p99 at most 3 ms; by 8 clients 8,000 a second and half as many as"
                    + " round trips for nothing; plain p50 at most 1 ms; all answers are right.",
            "Example: benchmarks/run point --check"
        })
final class PointCommand implements Callable<Integer> {
    private static final double PREPARED_P50 = 0.35;
    private static final double PREPARED_P99 = 3;
    private static final double PLAIN_P50 = 1;
    private static final double PER_SECOND = 8_000;
    private static final double OF_NOTHING = 0.5;

    private final DemoNetwork.Factory networks;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Option(names = "--scale", paramLabel = "SF", defaultValue = "0.01", description = "default ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--owners",
            paramLabel = "N",
            split = ",",
            defaultValue = "4,64",
            description = "how many there are in each network; default ${DEFAULT-VALUE}")
    private List<Integer> owners = List.of();

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
    private int clients;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "of each way of asking, as long again to get warm; default ${DEFAULT-VALUE}")
    private int seconds;

    PointCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--clients", clients);
        report.atLeast(1, "--seconds", seconds);
        owners.forEach(count -> report.atLeast(1, "--owners", count));
        SplitOptions.split(Layout.COLOCATED, scale, 1, report);
        Orders orders = new Orders(scale);
        Duration time = Duration.ofSeconds(seconds);
        for (int count : owners) {
            report.err().println("starting a network of " + count + " owners");
            try (NetworkDatabase network = new NetworkDatabase(
                    networks.start(SplitOptions.split(Layout.COLOCATED, scale, count, report), Map.of()))) {
                report.err().println("asking");
                PointPlan plan = new PointPlan(time, time, clients, seed.value());
                keep("owners_" + count + "_", new Points(network, orders, plan).measure());
            }
        }
        return report.finish(new Measurement("point", figures, missed));
    }

    private void keep(String prefix, Map<Way, Pace> paces) {
        paces.forEach((way, pace) -> {
            String name = prefix + way.name().toLowerCase(Locale.ROOT);
            print(name, pace);
            figures.put(name + "_p50_ms", thousandths(pace.millis(0.5)));
            figures.put(name + "_p99_ms", thousandths(pace.millis(0.99)));
            figures.put(name + "_per_second", Math.round(pace.perSecond()));
            pace.failures().forEach(failure -> missed.add(name + " has the right answers: " + failure));
        });
        Pace prepared = Objects.requireNonNull(paces.get(Way.PREPARED));
        Pace byMany = Objects.requireNonNull(paces.get(Way.PREPARED_BY_MANY));
        double ofNothing = byMany.perSecond()
                / Objects.requireNonNull(paces.get(Way.NOTHING_BY_MANY)).perSecond();
        figures.put(prefix + "of_nothing", Math.round(ofNothing * 100) / 100.0);
        atMost(PREPARED_P50, prefix + "prepared_p50_ms", prepared.millis(0.5));
        atMost(PREPARED_P99, prefix + "prepared_p99_ms", prepared.millis(0.99));
        atMost(
                PLAIN_P50,
                prefix + "plain_p50_ms",
                Objects.requireNonNull(paces.get(Way.PLAIN)).millis(0.5));
        atLeast(PER_SECOND, prefix + "prepared_by_many_per_second", byMany.perSecond());
        atLeast(OF_NOTHING, prefix + "of_nothing", ofNothing);
    }

    private void print(String name, Pace pace) {
        report.out()
                .printf(
                        Locale.ROOT,
                        "%-28s p50 %7.3f ms  p99 %7.3f ms  %8.0f a second%n",
                        name,
                        pace.millis(0.5),
                        pace.millis(0.99),
                        pace.perSecond());
    }

    private void atMost(double goal, String figure, double found) {
        if (!(found <= goal)) {
            missed.add(String.format(Locale.ROOT, "%s at most %.2f; it is %.3f", figure, goal, found));
        }
    }

    private void atLeast(double goal, String figure, double found) {
        if (!(found >= goal)) {
            missed.add(String.format(Locale.ROOT, "%s at least %.1f; it is %.2f", figure, goal, found));
        }
    }

    private static double thousandths(double millis) {
        return Math.round(millis * 1000) / 1000.0;
    }
}
