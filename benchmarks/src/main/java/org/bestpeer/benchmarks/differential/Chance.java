package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Decisions that follow from a seed. Not thread-safe. */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final Random random;

    Chance(long seed) {
        this.random = new Random(mixed(seed));
    }

    /** The seed of the numbered part of what a seed makes. */
    static long seed(long seed, long part) {
        return mixed(seed * STEP + part);
    }

    // Neighbouring seeds must not give neighbouring numbers.
    private static long mixed(long seed) {
        long z = seed + STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    long bits() {
        return random.nextLong();
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> List<T> shuffled(List<T> all) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** So many of them, or all. */
    <T> List<T> some(List<T> all, int count) {
        return List.copyOf(shuffled(all).subList(0, Math.min(count, all.size())));
    }
}
