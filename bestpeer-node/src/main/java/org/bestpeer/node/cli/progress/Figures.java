package org.bestpeer.node.cli.progress;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a query is.
 *
 * @param fragmentsDone fragments that are over
 * @param fragmentsTotal all fragments that are known so far
 * @param rows rows that came from owners
 * @param bytes bytes of these rows
 */
record Figures(long fragmentsDone, long fragmentsTotal, long rows, long bytes) {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1_000;

    /** One line without its end, such as {@code fragments 3/8 · 12,345 rows · 1.2 MB · 4 s}. */
    String line(Duration running, String separator) {
        return String.join(
                separator,
                "fragments %d/%d".formatted(fragmentsDone, fragmentsTotal),
                String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows"),
                size(bytes),
                time(running));
    }

    private static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double left = bytes / (double) STEP;
        int unit = 0;
        // 999.95 would be written as 1000.0.
        while (left >= STEP - 0.05 && unit < UNITS.length - 1) {
            left /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", left, UNITS[unit]);
    }

    private static String time(Duration running) {
        return running.toMinutes() == 0
                ? running.toSeconds() + " s"
                : "%d min %d s".formatted(running.toMinutes(), running.toSecondsPart());
    }
}
