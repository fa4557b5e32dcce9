package org.bestpeer.node.store;

import java.time.LocalDate;

/** The days of the years 1 to 9999, which is what SQL knows. */
final class CalendarLimits {
    static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private CalendarLimits() {}

    static boolean isDay(long epochDay) {
        return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
    }
}
