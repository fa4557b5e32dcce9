package org.bestpeer.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long one database takes, as a multiple of what ours takes.
 *
 * @param mean geometric, over all queries
 * @param least the smallest of one query
 * @param leastQuery which
 */
record TpchComparison(double mean, double least, String leastQuery) {

    /** Of the warm medians of the same queries. */
    static TpchComparison of(List<TpchTiming> ours, List<TpchTiming> others) {
        List<Ratio> ratios = new ArrayList<>();
        IntStream.range(0, ours.size())
                .forEach(i -> ratios.add(new Ratio(
                        ours.get(i).query().label(),
                        others.get(i).medianMillis() / ours.get(i).medianMillis())));
        Ratio least =
                ratios.stream().min(Comparator.comparingDouble(Ratio::value)).orElseThrow();
        double logarithms =
                ratios.stream().mapToDouble(ratio -> Math.log(ratio.value())).sum();
        return new TpchComparison(Math.exp(logarithms / ratios.size()), least.value(), least.query());
    }

    private record Ratio(String query, double value) {}
}
