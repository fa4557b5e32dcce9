package org.bestpeer.node.cli.progress;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Draws one line on a terminal while a statement runs, over and over at the same place, and takes it away. Thread-safe. That
 * the figures cannot be had never shows: the line is missing then.
 */
public final class ProgressLine {
    /** The first may be a connection that the peer closed because it was idle. */
    private static final int MOST_FAILURES = 2;

    private final PrintWriter terminal;
    private final String separator;
    private final Ticker ticker;
    private final LongSupplier nanos;

    /**
     * A line.
     *
     * @param terminal where it is drawn
     * @param separator between its parts
     * @param ticker when it is drawn
     * @param nanos a clock, in nanoseconds from some moment
     */
    public ProgressLine(PrintWriter terminal, String separator, Ticker ticker, LongSupplier nanos) {
        this.terminal = terminal;
        this.separator = separator;
        this.ticker = ticker;
        this.nanos = nanos;
    }

    /** A statement starts; it is over, or has its first rows, when what is returned is closed. */
    Watch watch(String sql, FigureSource figures) {
        Watch watch = new Watch(sql, figures);
        watch.stop = ticker.start(watch::tick);
        return watch;
    }

    /** One statement. */
    final class Watch implements AutoCloseable {
        private final String sql;
        private final FigureSource figures;
        private final long began = nanos.getAsLong();
        private Runnable stop = () -> {};
        private int failures;
        private int drawn;
        private boolean over;

        private Watch(String sql, FigureSource figures) {
            this.sql = sql;
            this.figures = figures;
        }

        private void tick() {
            if (failures == MOST_FAILURES) {
                return;
            }
            try {
                // Not under the lock: the statement does not wait for it.
                Optional<Figures> now = figures.read(sql);
                now.ifPresent(this::draw);
            } catch (SQLException | RuntimeException e) {
                failures++;
                erase();
            }
        }

        private synchronized void draw(Figures now) {
            if (over) {
                return;
            }
            String line = now.line(Duration.ofNanos(nanos.getAsLong() - began), separator);
            terminal.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
            terminal.flush();
            drawn = line.length();
        }

        private synchronized void erase() {
            if (drawn > 0) {
                terminal.print("\r" + " ".repeat(drawn) + "\r");
                terminal.flush();
                drawn = 0;
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            stop.run();
            erase();
        }
    }
}
