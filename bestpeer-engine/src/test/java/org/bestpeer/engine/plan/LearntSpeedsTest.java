package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LearntSpeedsTest {
    private static final Speeds TRUE = new Speeds(8e-3, 1e-3, 2e-8, 5e-8);

    private final LearntSpeeds speeds = new LearntSpeeds(Speeds.DEFAULT);

    private static Work work(Random random) {
        return new Work(
                1 + random.nextInt(4),
                2 + random.nextInt(30),
                Math.exp(5 + 11 * random.nextDouble()),
                random.nextBoolean() ? 0 : Math.exp(5 + 11 * random.nextDouble()));
    }

    private void learn(Random random, int queries, Speeds real) {
        for (int i = 0; i < queries; i++) {
            Work work = work(random);
            speeds.learn(work, real.of(work) * (0.8 + 0.4 * random.nextDouble()));
        }
    }

    private static void assertAbout(Speeds learnt, Speeds real) {
        assertThat(learnt.round()).isCloseTo(real.round(), within(real.round()));
        assertThat(learnt.task()).isCloseTo(real.task(), within(real.task()));
        assertThat(learnt.perByte()).isCloseTo(real.perByte(), within(real.perByte() / 4));
        assertThat(learnt.perShuffledByte()).isCloseTo(real.perShuffledByte(), within(real.perShuffledByte() / 4));
    }

    @Test
    void findsHowLongEachKindOfWorkTakes() {
        learn(new Random(1), 200, TRUE);

        assertAbout(speeds.current(), TRUE);
        assertThat(speeds.learntFrom()).isEqualTo(200);
    }

    @Test
    void followsANetworkThatChanges() {
        Random random = new Random(2);
        learn(random, 200, TRUE);
        Speeds slower = new Speeds(1e-3, 1e-4, 4e-7, 4e-7);
        learn(random, 300, slower);

        assertAbout(speeds.current(), slower);
    }

    @Test
    void keepsToWhatWasAssumedOfWorkThatNoQueryDid() {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            Work work = new Work(1, 4, Math.exp(5 + 11 * random.nextDouble()), 0);
            speeds.learn(work, TRUE.of(work));
        }

        assertThat(speeds.current().perShuffledByte()).isCloseTo(Speeds.DEFAULT.perShuffledByte(), within(1e-12));
        assertThat(speeds.current().perByte()).isCloseTo(TRUE.perByte(), within(TRUE.perByte() / 4));
    }

    @Test
    void staysWithinBoundsWhateverItIsTold() {
        speeds.learn(new Work(1, 1, 1, 0), 1e9);
        speeds.learn(new Work(1, 1, 1, 0), 0);
        speeds.learn(new Work(1, 1, 1, 0), Double.NaN);
        speeds.learn(new Work(1, 1, 1e12, 1e12), 1e-9);

        Speeds learnt = speeds.current();
        assertThat(learnt.round()).isBetween(Speeds.DEFAULT.round() / 100, Speeds.DEFAULT.round() * 100);
        assertThat(learnt.perByte()).isBetween(Speeds.DEFAULT.perByte() / 100, Speeds.DEFAULT.perByte() * 100);
    }
}
