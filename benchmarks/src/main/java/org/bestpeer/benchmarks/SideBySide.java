package org.bestpeer.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The same work on several systems by turns, so that what disturbs one of them disturbs all. */
final class SideBySide {
    private SideBySide() {}

    /** What is done with one system. */
    @FunctionalInterface
    interface Work<S, R> {
        R run(S system, int round) throws Exception;
    }

    /**
     * Runs rounds; in each of them every system has its turn, and another one is the first.
     *
     * @return what each system gave, round by round, in the order of the systems
     */
    static <S, R> Map<S, List<R>> rounds(List<S> systems, int rounds, Work<S, R> work) throws Exception {
        Map<S, List<R>> results = new LinkedHashMap<>();
        systems.forEach(system -> results.put(system, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < systems.size(); turn++) {
                S system = systems.get((round + turn) % systems.size());
                Objects.requireNonNull(results.get(system)).add(work.run(system, round));
            }
        }
        return results;
    }

    /** The middle of some times, or what lies between the two in the middle. */
    static double median(Collection<Double> times) {
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The geometric mean of some ratios. */
    static double geometricMean(Collection<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }
}
