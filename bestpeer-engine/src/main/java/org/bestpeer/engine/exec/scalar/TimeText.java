package org.bestpeer.engine.exec.scalar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as text: {@code 2026-01-31}, {@code 23:59:59.5}, and both with a blank between. */
final class TimeText {
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int HOURS = 24;
    private static final int FRACTION_DIGITS = 6;
    private static final int FRACTION_GROUP = 4;
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?");
    private static final Pattern DATE_AND_TIME = Pattern.compile("(\\S+?)[ T]\\s*(\\S+)");

    private TimeText() {}

    /** Days since 1970-01-01. */
    static Optional<Integer> date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            return date.getYear() < 1 ? Optional.empty() : Optional.of((int) date.toEpochDay());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Microseconds since midnight. */
    static Optional<Long> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hours = number(matcher, 1);
        int minutes = number(matcher, 2);
        int seconds = matcher.group(3) == null ? 0 : number(matcher, 3);
        if (hours >= HOURS || minutes >= SECONDS_PER_MINUTE || seconds >= SECONDS_PER_MINUTE) {
            return Optional.empty();
        }
        long whole = (long) hours * SECONDS_PER_HOUR + (long) minutes * SECONDS_PER_MINUTE + seconds;
        return Optional.of(whole * MICROS_PER_SECOND + fraction(matcher.group(FRACTION_GROUP)));
    }

    private static long fraction(@Nullable String digits) {
        if (digits == null) {
            return 0;
        }
        String padded = (digits + "000000").substring(0, FRACTION_DIGITS);
        return Long.parseLong(padded);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Microseconds since 1970-01-01; a date alone is its midnight. */
    static Optional<Long> timestamp(String text) {
        Matcher matcher = DATE_AND_TIME.matcher(text);
        if (!matcher.matches()) {
            return date(text).map(days -> days * MICROS_PER_DAY);
        }
        Optional<Long> time = time(matcher.group(2));
        return date(matcher.group(1)).flatMap(days -> time.map(micros -> days * MICROS_PER_DAY + micros));
    }

    static String dateText(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    static String timeText(long micros) {
        long seconds = micros / MICROS_PER_SECOND;
        String text = "%02d:%02d:%02d"
                .formatted(
                        seconds / SECONDS_PER_HOUR,
                        seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE,
                        seconds % SECONDS_PER_MINUTE);
        long fraction = micros % MICROS_PER_SECOND;
        return fraction == 0 ? text : text + "." + "%06d".formatted(fraction).replaceAll("0+$", "");
    }

    static String timestampText(long micros) {
        return dateText(Math.floorDiv(micros, MICROS_PER_DAY)) + " " + timeText(Math.floorMod(micros, MICROS_PER_DAY));
    }
}
