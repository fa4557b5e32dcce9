package org.bestpeer.benchmarks.throughput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts together what was found, and judges it. */
final class ThroughputReport {
    private static final double LEAST_RATIO = 0.9;
    private static final double MOST_RATIO = 1.1;
    private static final int EXAMPLES = 5;

    private final ThroughputPlan plan;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> table = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private long asked;

    ThroughputReport(ThroughputPlan plan) {
        this.plan = plan;
    }

    void add(Timed timed) {
        asked += timed.asked();
        failures.addAll(timed.failures());
        table.add("peers  clients  queries/s  heavy p50 ms  heavy p99 ms  light p50 ms  light p99 ms");
        timed.rows().forEach(this::add);
        int few = plan.peers().get(0);
        int many = ThroughputPlan.last(plan.peers());
        double ratio = saturated(timed, many) / saturated(timed, few);
        figures.put("ratio", rounded(ratio));
        if (!(ratio >= LEAST_RATIO)) {
            miss(
                    "queries a second with %d peers at least %.2f times those with %d; it is %.2f times",
                    many, LEAST_RATIO, few, ratio);
        }
        timed.fragments().forEach((peers, fragments) -> oneOwner(peers, "timed", fragments));
    }

    private void add(Timed.Row row) {
        Latencies heavy = row.all().heavy();
        Latencies light = row.all().light();
        Map<String, Double> found = new LinkedHashMap<>();
        found.put("qps", row.perSecond());
        found.put("heavy_p50_ms", heavy.percentile(50));
        found.put("heavy_p99_ms", heavy.percentile(99));
        found.put("light_p50_ms", light.percentile(50));
        found.put("light_p99_ms", light.percentile(99));
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5d  %7d", row.peers(), row.clients()));
        found.forEach((name, value) -> {
            line.append(String.format(Locale.ROOT, name.equals("qps") ? "  %9.1f" : "  %12.1f", value));
            figures.put("p%d_c%d_%s".formatted(row.peers(), row.clients(), name), rounded(value));
        });
        table.add(line.toString());
    }

    /** Answers a second with the most clients. */
    private double saturated(Timed timed, int peers) {
        return timed.rows().stream()
                .filter(row -> row.peers() == peers && row.clients() == ThroughputPlan.last(plan.clients()))
                .mapToDouble(Timed.Row::perSecond)
                .findFirst()
                .orElse(Double.NaN);
    }

    void add(Counted counted) {
        asked += counted.asked();
        failures.addAll(counted.failures());
        table.add("");
        table.add("of a question                             and a second, of the index");
        table.add("peers  coordinator µs  messages  bytes  messages  bytes");
        counted.costs().forEach((peers, cost) -> {
            table.add(String.format(
                    Locale.ROOT,
                    "%5d  %14.0f  %8.2f  %5.0f  %8.1f  %5.0f",
                    peers,
                    cost.cpuMicros(),
                    cost.messages(),
                    cost.bytes(),
                    cost.indexMessages(),
                    cost.indexBytes()));
            figures.put("cpu_us_" + peers, Math.round(cost.cpuMicros()));
            figures.put("messages_" + peers, rounded(cost.messages()));
            figures.put("bytes_" + peers, Math.round(cost.bytes()));
            figures.put("index_messages_s_" + peers, rounded(cost.indexMessages()));
            figures.put("index_bytes_s_" + peers, Math.round(cost.indexBytes()));
            oneOwner(peers, "counted", cost.fragments());
        });
        List<Counted.Cost> costs = List.copyOf(counted.costs().values());
        Counted.Cost few = costs.get(0);
        Counted.Cost many = ThroughputPlan.last(costs);
        atMost("cpu", many.cpuMicros() / few.cpuMicros());
        atMost("messages", many.messages() / few.messages());
        atMost("bytes", many.bytes() / few.bytes());
    }

    private void atMost(String what, double ratio) {
        figures.put(what + "_ratio", rounded(ratio));
        if (!(ratio <= MOST_RATIO)) {
            miss(
                    "the coordinator's %s for a query with %d peers at most %.2f times those with %d; it is %.2f times",
                    what,
                    ThroughputPlan.last(plan.counted()),
                    MOST_RATIO,
                    plan.counted().get(0),
                    ratio);
        }
    }

    /** That is what makes the workload scale, so anything else is no measurement of it. */
    private void oneOwner(int peers, String part, double fragments) {
        if (fragments != 1) {
            miss("each query asks one owner; with %d peers (%s) it was %.4f fragments", peers, part, fragments);
        }
    }

    private void miss(String goal, Object... values) {
        missed.add(String.format(Locale.ROOT, goal, values));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    ThroughputResult result() {
        figures.put("asked", asked);
        figures.put("wrong", failures.size());
        failures.stream().limit(EXAMPLES).forEach(failure -> missed.add("right answers: " + failure));
        return new ThroughputResult(figures, table, missed);
    }
}
