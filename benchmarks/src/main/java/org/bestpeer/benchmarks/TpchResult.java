package org.bestpeer.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;

/**
 * What {@code tpch} found.
 *
 * @param split of the rows
 * @param warmUps rounds at first whose times do not count, but the first round's as that of a cold start
 * @param runs rounds after these
 * @param judge whose answers count as right
 * @param timings of every query by name of the database; ours first
 */
record TpchResult(TpchSplit split, int warmUps, int runs, String judge, Map<String, List<TpchTiming>> timings) {
    private static final double COLD = 5;

    /** How many times as long as ours others take, at least, by the geometric mean. */
    private static final Map<String, Double> COLOCATED =
            Map.of("stock", 10.0, "hsqldb", 4.0, "pgfdw", 3.0, "duckdb", 1.0 / 8);

    private static final Map<String, Double> OTHERWISE = Map.of("stock", 5.0);

    /** Ours. */
    List<TpchTiming> ours() {
        return timings.getOrDefault(NetworkDatabase.NAME, List.of());
    }

    /** What the others take, as multiples of ours; by name. */
    Map<String, TpchComparison> comparisons() {
        Map<String, TpchComparison> all = new LinkedHashMap<>();
        timings.forEach((name, theirs) -> {
            if (!name.equals(NetworkDatabase.NAME)) {
                all.put(name, TpchComparison.of(ours(), theirs));
            }
        });
        return all;
    }

    /** The figures, and the goals that they miss. */
    Measurement measurement() {
        List<TpchTiming> ours = ours();
        long wrong = ours.stream().filter(timing -> !timing.right()).count();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scale", split.scale());
        figures.put("peers", split.companies());
        figures.put("layout", split.layout().label());
        figures.put("warm_ups", warmUps);
        figures.put("runs", runs);
        figures.put("compared_with", judge);
        figures.put("right", TpchQuery.COUNT - wrong);
        figures.put("wrong", wrong);
        figures.put("first_ms", Math.round(first()));
        figures.put("median_ms", Math.round(median()));
        comparisons().forEach((name, comparison) -> {
            figures.put(name + "_x", hundredths(comparison.mean()));
            figures.put(name + "_least_x", hundredths(comparison.least()));
            figures.put(name + "_least_query", comparison.leastQuery());
        });
        timings.forEach((name, queries) -> queries.forEach(timing -> figures.put(
                (name.equals(NetworkDatabase.NAME) ? "" : name + "_")
                        + timing.query().label() + "_ms",
                Math.round(timing.medianMillis() * 10) / 10.0)));
        return new Measurement("tpch", figures, missed());
    }

    private double first() {
        return ours().stream().mapToDouble(TpchTiming::firstMillis).sum();
    }

    private double median() {
        return ours().stream().mapToDouble(TpchTiming::medianMillis).sum();
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private List<String> missed() {
        List<String> missed = new ArrayList<>();
        for (TpchTiming timing : ours()) {
            if (!timing.right()) {
                missed.add("the answer of " + timing.query().label() + " is right");
            }
            if (timing.cut()) {
                missed.add(timing.query().label() + " ends before the limit");
            }
        }
        if (first() > COLD * median()) {
            missed.add(
                    String.format(Locale.ROOT, "first runs take at most %.0f times as long as the later ones", COLD));
        }
        Map<String, Double> goals = split.layout() == Layout.COLOCATED ? COLOCATED : OTHERWISE;
        comparisons().forEach((name, comparison) -> {
            double goal = goals.getOrDefault(name, 0.0);
            if (comparison.mean() < goal) {
                missed.add(String.format(
                        Locale.ROOT,
                        "%s takes at least %.3g times as long as ours (%.3g)",
                        name,
                        goal,
                        comparison.mean()));
            }
            if (name.equals("stock") && comparison.least() < 1) {
                missed.add("no query is slower than with stock: " + comparison.leastQuery());
            }
        });
        return missed;
    }
}
