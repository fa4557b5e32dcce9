package org.bestpeer.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.tpch.FragmentEstimate;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How far estimates of rows are off. */
@Command(
        name = "estimates",
        description = {
            "Runs the 22 TPC-H queries in all layouts and compares the rows that each fragment was thought to send with those"
                    + " that it sent: the q-error is how many times too large or too small the estimate is.",
            "Goals in each layout: median at most 2, 90th percentile at most 10.",
            "Example: benchmarks/run estimates --scale 0.01 --peers 4 --check"
        })
final class EstimatesCommand implements Callable<Integer> {
    private static final double GOAL_MEDIAN = 2;
    private static final double GOAL_P90 = 10;

    private final DemoNetwork.Factory networks;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SplitOptions size = new SplitOptions();

    EstimatesCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        for (Layout layout : Layout.values()) {
            report.err().println("starting " + size.peers() + " peers, layout " + layout.label());
            List<FragmentEstimate> estimates = estimates(layout);
            estimates.forEach(this::print);
            double median = qError(estimates, 0.5);
            double p90 = qError(estimates, 0.9);
            String prefix = layout.label().replace('-', '_') + "_";
            figures.put(prefix + "fragments", estimates.size());
            figures.put(prefix + "median", rounded(median));
            figures.put(prefix + "p90", rounded(p90));
            figures.put(prefix + "max", rounded(qError(estimates, 1)));
            require(median, GOAL_MEDIAN, "median of " + layout.label(), missed);
            require(p90, GOAL_P90, "90th percentile of " + layout.label(), missed);
        }
        return report.finish(new Measurement("estimates", figures, missed));
    }

    private List<FragmentEstimate> estimates(Layout layout) throws Exception {
        List<FragmentEstimate> all = new ArrayList<>();
        try (DemoNetwork network = networks.start(size.split(layout, report), Map.of());
                Connection connection =
                        DriverManager.getConnection(network.jdbcUrl(), network.user(), network.password())) {
            for (TpchQuery query : TpchQuery.all()) {
                all.addAll(FragmentEstimate.of(connection, query));
            }
        }
        return all;
    }

    private void print(FragmentEstimate estimate) {
        report.out()
                .printf(
                        Locale.ROOT,
                        "%s fragment %2d  estimated %8d  actual %8d  q-error %8.2f%n",
                        estimate.query().label(),
                        estimate.fragment(),
                        estimate.estimated(),
                        estimate.actual(),
                        estimate.qError());
    }

    /** The smallest that so large a share of all do not exceed. */
    private static double qError(List<FragmentEstimate> estimates, double share) {
        double[] sorted = estimates.stream()
                .mapToDouble(FragmentEstimate::qError)
                .sorted()
                .toArray();
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }

    private static void require(double found, double goal, String what, List<String> missed) {
        if (found > goal) {
            missed.add(String.format(Locale.ROOT, "%s at most %.0f; it is %.2f", what, goal, found));
        }
    }

    private static double rounded(double error) {
        return Math.round(error * 100) / 100.0;
    }
}
