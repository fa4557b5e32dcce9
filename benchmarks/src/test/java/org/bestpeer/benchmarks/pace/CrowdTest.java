package org.bestpeer.benchmarks.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void percentilesAreOfAllAnswers() {
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            nanos[nanos.length - 1 - i] = (i + 1) * 1_000_000L;
        }
        Pace pace = new Pace(nanos, 2, List.of());

        assertThat(pace.millis(0.5)).isEqualTo(50);
        assertThat(pace.millis(0.99)).isEqualTo(99);
        assertThat(pace.millis(1)).isEqualTo(100);
        assertThat(pace.perSecond()).isEqualTo(50);
    }

    @Test
    void allAskAndAnswersAreCounted() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Pace pace = Crowd.ask(List.of(asker(asked), asker(asked)), Duration.ofMillis(50));

        assertThat(pace.nanos()).hasSize(asked.get()).isSorted();
        assertThat(pace.failures()).isEmpty();
        assertThat(pace.seconds()).isGreaterThanOrEqualTo(0.05);
    }

    @Test
    void failuresAreKeptAndDoNotCountAsAnswers() throws Exception {
        Pace pace = Crowd.ask(List.of(new Failing()), Duration.ofMinutes(1));

        assertThat(pace.nanos()).isEmpty();
        assertThat(pace.failures()).hasSize(5).allMatch(failure -> failure.equals("42000 wrong"));
    }

    private static Asker asker(AtomicInteger asked) {
        return new Asker() {
            @Override
            public void ask() {
                asked.incrementAndGet();
            }

            @Override
            public void close() {}
        };
    }

    private static final class Failing implements Asker {
        @Override
        public void ask() throws SQLException {
            throw new SQLException("wrong", "42000");
        }

        @Override
        public void close() {}
    }
}
