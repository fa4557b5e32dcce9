package org.bestpeer.benchmarks.throughput;

import java.util.List;

/** The middle of some numbers. */
final class Median {
    private Median() {}

    /** Of an even count the mean of the two in the middle; not a number if there are none. */
    static double of(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
