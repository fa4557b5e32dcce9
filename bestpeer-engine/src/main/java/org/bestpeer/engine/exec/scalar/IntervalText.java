package org.bestpeer.engine.exec.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Intervals as PostgreSQL writes them. */
final class IntervalText {
    private static final int MONTHS_PER_YEAR = 12;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private IntervalText() {}

    static String duration(long micros) {
        List<String> parts = new ArrayList<>();
        long days = micros / TimeText.MICROS_PER_DAY;
        add(days, "day", parts);
        long rest = micros % TimeText.MICROS_PER_DAY;
        if (rest != 0 || days == 0) {
            parts.add((rest < 0 ? "-" : "") + time(Math.abs(rest)));
        }
        return String.join(" ", parts);
    }

    private static String time(long micros) {
        long seconds = micros / TimeText.MICROS_PER_SECOND;
        String whole = String.format(
                Locale.ROOT, "%02d:%02d:%02d", seconds / HOUR, seconds / MINUTE % MINUTE, seconds % MINUTE);
        long fraction = micros % TimeText.MICROS_PER_SECOND;
        return fraction == 0
                ? whole
                : whole + "." + String.format(Locale.ROOT, "%06d", fraction).replaceAll("0+$", "");
    }

    static String period(long months) {
        List<String> parts = new ArrayList<>();
        add(months / MONTHS_PER_YEAR, "year", parts);
        add(months % MONTHS_PER_YEAR, "mon", parts);
        return parts.isEmpty() ? time(0) : String.join(" ", parts);
    }

    private static void add(long count, String unit, List<String> parts) {
        if (count != 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
