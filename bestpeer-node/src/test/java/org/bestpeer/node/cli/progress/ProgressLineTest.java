package org.bestpeer.node.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String FIRST = "fragments 1/2, 10 rows, 1.0 kB, 1 s";

    private final StringWriter terminal = new StringWriter();
    private final ManualTicker time = new ManualTicker();
    private final ProgressLine line = new ProgressLine(new PrintWriter(terminal), ", ", time, time);
    private final Script figures = new Script();

    /** What it answers next, and what it was asked. */
    private static final class Script implements FigureSource {
        private final List<String> asked = new ArrayList<>();
        private Optional<Figures> answer = Optional.of(new Figures(1, 2, 10, 1_000));
        private boolean broken;

        @Override
        public Optional<Figures> read(String sql) throws SQLException {
            asked.add(sql);
            if (broken) {
                throw new SQLException("gone");
            }
            return answer;
        }

        @Override
        public void close() {}
    }

    private static String erased(String drawn) {
        return "\r" + " ".repeat(drawn.length()) + "\r";
    }

    @Test
    void drawsNothingForAShortStatement() {
        line.watch("q", figures).close();

        assertThat(terminal.toString()).isEmpty();
        assertThat(figures.asked).isEmpty();
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void redrawsAtTheSamePlaceAndErases() {
        ProgressLine.Watch watch = line.watch("q", figures);
        time.pass(1_000);
        time.tick();
        assertThat(terminal.toString()).isEqualTo("\r" + FIRST);

        figures.answer = Optional.of(new Figures(2, 2, 9, 5));
        time.pass(250);
        time.tick();
        String second = "fragments 2/2, 9 rows, 5 B, 1 s";
        String redrawn = "\r" + FIRST + "\r" + second + " ".repeat(FIRST.length() - second.length());
        assertThat(terminal.toString()).isEqualTo(redrawn);

        watch.close();
        assertThat(terminal.toString()).isEqualTo(redrawn + erased(second));
        assertThat(figures.asked).containsExactly("q", "q");
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void drawsNothingAfterTheEnd() {
        ProgressLine.Watch watch = line.watch("q", figures);
        watch.close();
        time.tickLate();

        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void keepsTheLineWhenTheQueryIsNotFound() {
        ProgressLine.Watch watch = line.watch("q", figures);
        time.pass(1_000);
        time.tick();
        figures.answer = Optional.empty();
        time.tick();
        watch.close();

        assertThat(terminal.toString()).isEqualTo("\r" + FIRST + erased(FIRST));
    }

    @Test
    void goesOnAfterOneFailureAndGivesUpAfterTwo() {
        line.watch("q", figures);
        time.pass(1_000);
        time.tick();
        figures.broken = true;
        time.tick();
        figures.broken = false;
        time.tick();
        String twice = "\r" + FIRST + erased(FIRST) + "\r" + FIRST;
        assertThat(terminal.toString()).isEqualTo(twice);

        figures.broken = true;
        time.tick();
        figures.broken = false;
        time.tick();
        assertThat(terminal.toString()).isEqualTo(twice + erased(FIRST));
        assertThat(figures.asked).hasSize(4);

        line.watch("other", figures);
        time.tick();
        assertThat(figures.asked).hasSize(5).endsWith("other");
    }
}
