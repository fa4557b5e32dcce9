package org.bestpeer.overlay.sim;

import java.util.SplittableRandom;

/**
 * Values from 1, each with a chance in inverse proportion to it: Zipf(1.0), exactly, by rejection.
 *
 * @param largest the largest value
 */
public record Zipf(long largest) {
    public Zipf {
        if (largest < 1) {
            throw new IllegalArgumentException("no values from 1 to %d".formatted(largest));
        }
    }

    /** The next value. */
    public long next(SplittableRandom random) {
        double low = Math.log(0.5);
        double high = Math.log(largest + 0.5);
        while (true) {
            long value = Math.round(Math.exp(low + random.nextDouble() * (high - low)));
            double hat = Math.log((value + 0.5) / (value - 0.5));
            if (value >= 1 && value <= largest && random.nextDouble() * hat <= 1.0 / value) {
                return value;
            }
        }
    }
}
