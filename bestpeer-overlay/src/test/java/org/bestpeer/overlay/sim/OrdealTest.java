package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Everything at once, from many seeds. The system property {@code bestpeer.seeds} says with which to begin. */
class OrdealTest {
    private static final long FIRST = Long.getLong("bestpeer.seeds", 1);
    private static final int SEEDS = 2000;
    private static final int TWICE_EVERY = 50;
    private static final int SHRINKING = 200;

    @Test
    void nothingThatBefallsANetworkMakesItWrong() {
        List<Trial> trials = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(seed -> seed % TWICE_EVERY == 0 ? Trial.twice(seed) : Trial.of(seed))
                .toList();
        List<String> broken = trials.stream()
                .filter(trial -> trial.violation().isPresent())
                .limit(1)
                .map(trial -> trial.shrunk(SHRINKING))
                .toList();
        assertThat(broken).isEmpty();
        assertThat(trials.stream().mapToInt(Trial::answered).sum())
                .as("look-ups answered under faults")
                .isGreaterThan(SEEDS * 10);
    }
}
