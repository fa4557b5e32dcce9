package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What networks took for the same queries side by side, compared with one of them.
 *
 * @param first with which the others are compared
 * @param timings of every network by its name
 */
record TpchSpeeds(String first, Map<String, List<TpchTiming>> timings) {

    /** Geometric mean over the queries of how fast another network is, of the first one's speed. */
    double speed(String other) {
        List<Double> ratios = new ArrayList<>();
        for (int query = 0; query < queries(first).size(); query++) {
            ratios.add(queries(first).get(query).medianMillis()
                    / queries(other).get(query).medianMillis());
        }
        return SideBySide.geometricMean(ratios);
    }

    private List<TpchTiming> queries(String name) {
        return Objects.requireNonNull(timings.get(name));
    }

    /** Answers that are not right, as missed goals; to be added to. */
    List<String> wrong() {
        return TpchRounds.wrong(timings);
    }

    /** Queries with right answers, sums of medians, speeds, and medians of each query. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        timings.forEach((name, queries) -> figures.put(
                name + "_right", queries.stream().filter(TpchTiming::right).count()));
        timings.forEach((name, queries) -> figures.put(
                name + "_ms",
                Math.round(
                        queries.stream().mapToDouble(TpchTiming::medianMillis).sum())));
        for (String name : timings.keySet()) {
            if (!name.equals(first)) {
                figures.put(name + "_speed", Math.round(speed(name) * 1000) / 1000.0);
            }
        }
        timings.forEach((name, queries) -> queries.forEach(timing -> figures.put(
                name + "_" + timing.query().label() + "_ms", Math.round(timing.medianMillis() * 10) / 10.0)));
        return figures;
    }

    /** A line for each query. */
    void print(PrintWriter out) {
        for (int i = 0; i < queries(first).size(); i++) {
            StringBuilder line = new StringBuilder(queries(first).get(i).query().label());
            for (Map.Entry<String, List<TpchTiming>> network : timings.entrySet()) {
                TpchTiming timing = network.getValue().get(i);
                line.append(String.format(
                        Locale.ROOT, "  %s %8.1f ms %-5s", network.getKey(), timing.medianMillis(), timing.verdict()));
            }
            out.println(line);
        }
    }
}
