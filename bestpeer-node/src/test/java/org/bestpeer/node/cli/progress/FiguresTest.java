package org.bestpeer.node.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @Test
    void saysHowFarTheQueryIs() {
        assertThat(new Figures(3, 8, 12_345, 1_234_567).line(Duration.ofMillis(4_999), " · "))
                .isEqualTo("fragments 3/8 · 12,345 rows · 1.2 MB · 4 s");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999960, 1.0 MB",
        "2500000000, 2.5 GB",
        "9223372036854775807, 9.2 EB"
    })
    void writesSizesShort(long bytes, String expected) {
        assertThat(new Figures(0, 0, 1, bytes).line(Duration.ZERO, ", "))
                .isEqualTo("fragments 0/0, 1 row, " + expected + ", 0 s");
    }

    @Test
    void countsMinutesFromTheFirstOn() {
        Figures figures = new Figures(0, 1, 0, 0);
        assertThat(figures.line(Duration.ofSeconds(59), ", ")).endsWith(", 59 s");
        assertThat(figures.line(Duration.ofSeconds(60), ", ")).endsWith(", 1 min 0 s");
        assertThat(figures.line(Duration.ofSeconds(3_725), ", ")).endsWith(", 62 min 5 s");
    }
}
