package org.bestpeer.jdbc;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** What a clock on the wall shows. */
final class Zones {
    private Zones() {}

    /** The local time of an instant in the calendar's zone, or in this machine's. */
    static LocalDateTime at(long millis, int nanos, @Nullable Calendar calendar) {
        ZoneId zone = calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
        return nanos == 0 ? time : time.withNano(nanos);
    }
}
