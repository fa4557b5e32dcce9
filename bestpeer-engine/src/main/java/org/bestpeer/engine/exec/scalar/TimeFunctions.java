package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Functions of dates, times and timestamps. */
final class TimeFunctions {
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MICROS_PER_MINUTE = 60 * TimeText.MICROS_PER_SECOND;
    private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    private static final int SIXTY = 60;
    private static final int DAYS_PER_WEEK = 7;
    private static final long MOST_MONTHS = 12L * 10_000;

    private TimeFunctions() {}

    static RowFunction of(Scalar.Call call) {
        DataType type = call.type();
        TypeKind kind = call.arguments().get(0).type().kind();
        ScalarFunction function = call.function();
        return switch (function) {
            case ADD_MONTHS -> values -> temporal(addMonths(micros(values[0], kind), integer(values[1])), type);
            case ADD_DAYS -> values -> temporal(addDays(micros(values[0], kind), integer(values[1])), type);
            case ADD_MICROSECONDS -> values -> temporal(addMicros(micros(values[0], kind), integer(values[1])), type);
            case DAYS_BETWEEN, MONTHS_BETWEEN, MICROSECONDS_BETWEEN -> {
                TypeKind earlierKind = call.arguments().get(1).type().kind();
                yield values -> Numbers.convert(
                        BigDecimal.valueOf(between(function, micros(values[0], kind), micros(values[1], earlierKind))),
                        type);
            }
            case TRUNCATE_TO_YEAR,
                    TRUNCATE_TO_QUARTER,
                    TRUNCATE_TO_MONTH,
                    TRUNCATE_TO_WEEK,
                    TRUNCATE_TO_DAY,
                    TRUNCATE_TO_HOUR,
                    TRUNCATE_TO_MINUTE,
                    TRUNCATE_TO_SECOND -> values -> temporal(truncated(function, micros(values[0], kind)), type);
            default -> values -> Numbers.boxed(extract(function, micros(values[0], kind)), type);
        };
    }

    private static long integer(Object value) {
        return ((Number) value).longValue();
    }

    /** Any of the three as microseconds: a DATE is its midnight, a TIME is on 1970-01-01. */
    private static long micros(Object value, TypeKind kind) {
        return kind == TypeKind.DATE ? (Integer) value * TimeText.MICROS_PER_DAY : (Long) value;
    }

    private static Object temporal(long micros, DataType type) {
        if (type.kind() == TypeKind.TIME) {
            return Math.floorMod(micros, TimeText.MICROS_PER_DAY);
        }
        long days = days(micros);
        if (days < FIRST_DAY || days > LAST_DAY) {
            throw outOfCalendar();
        }
        return type.kind() == TypeKind.DATE ? (Object) (int) days : (Object) micros;
    }

    private static BestPeerException outOfCalendar() {
        return new BestPeerException(ErrorCode.NUMERIC_OUT_OF_RANGE, "date is not between 0001-01-01 and 9999-12-31");
    }

    private static long days(long micros) {
        return Math.floorDiv(micros, TimeText.MICROS_PER_DAY);
    }

    private static LocalDate date(long micros) {
        return LocalDate.ofEpochDay(days(micros));
    }

    private static long addMonths(long micros, long months) {
        if (Math.abs(months) > MOST_MONTHS || months == Long.MIN_VALUE) {
            throw outOfCalendar();
        }
        long day = date(micros).plusMonths(months).toEpochDay();
        return day * TimeText.MICROS_PER_DAY + Math.floorMod(micros, TimeText.MICROS_PER_DAY);
    }

    private static long addDays(long micros, long days) {
        if (days < FIRST_DAY - LAST_DAY || days > LAST_DAY - FIRST_DAY) {
            throw outOfCalendar();
        }
        return micros + days * TimeText.MICROS_PER_DAY;
    }

    private static long addMicros(long micros, long more) {
        long sum = micros + more;
        if (((micros ^ sum) & (more ^ sum)) < 0) {
            throw outOfCalendar();
        }
        return sum;
    }

    private static long between(ScalarFunction function, long later, long earlier) {
        return switch (function) {
            case DAYS_BETWEEN -> days(later) - days(earlier);
            case MICROSECONDS_BETWEEN -> later - earlier;
            default -> monthsBetween(later, earlier);
        };
    }

    /** Whole months; a month that the time of day does not complete does not count. */
    private static long monthsBetween(long later, long earlier) {
        if (later < earlier) {
            return -monthsBetween(earlier, later);
        }
        long months = ChronoUnit.MONTHS.between(date(earlier), date(later));
        boolean incomplete = addMonths(earlier, months) > later;
        return incomplete ? months - 1 : months;
    }

    private static long truncated(ScalarFunction function, long micros) {
        LocalDate date = date(micros);
        return switch (function) {
            case TRUNCATE_TO_HOUR -> micros - Math.floorMod(micros, MICROS_PER_HOUR);
            case TRUNCATE_TO_MINUTE -> micros - Math.floorMod(micros, MICROS_PER_MINUTE);
            case TRUNCATE_TO_SECOND -> micros - Math.floorMod(micros, TimeText.MICROS_PER_SECOND);
            default -> {
                LocalDate first =
                        switch (function) {
                            case TRUNCATE_TO_YEAR -> date.withDayOfYear(1);
                            case TRUNCATE_TO_QUARTER ->
                                date.withMonth(date.get(IsoFields.QUARTER_OF_YEAR) * 3 - 2)
                                        .withDayOfMonth(1);
                            case TRUNCATE_TO_MONTH -> date.withDayOfMonth(1);
                            case TRUNCATE_TO_WEEK ->
                                date.minusDays(date.getDayOfWeek().getValue() - 1L);
                            default -> date;
                        };
                yield first.toEpochDay() * TimeText.MICROS_PER_DAY;
            }
        };
    }

    private static long extract(ScalarFunction function, long micros) {
        LocalDate date = date(micros);
        long time = Math.floorMod(micros, TimeText.MICROS_PER_DAY);
        return switch (function) {
            case EXTRACT_YEAR -> date.getYear();
            case EXTRACT_QUARTER -> date.get(IsoFields.QUARTER_OF_YEAR);
            case EXTRACT_MONTH -> date.getMonthValue();
            case EXTRACT_WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case EXTRACT_DAY -> date.getDayOfMonth();
            // Sunday is 1, as in JDBC's DAYOFWEEK.
            case EXTRACT_DAY_OF_WEEK -> date.getDayOfWeek().getValue() % DAYS_PER_WEEK + 1;
            case EXTRACT_DAY_OF_YEAR -> date.getDayOfYear();
            case EXTRACT_HOUR -> time / MICROS_PER_HOUR;
            case EXTRACT_MINUTE -> time / MICROS_PER_MINUTE % SIXTY;
            case EXTRACT_SECOND -> time / TimeText.MICROS_PER_SECOND % SIXTY;
            case EXTRACT_MICROSECOND -> time % MICROS_PER_MINUTE;
            case EXTRACT_ISO_YEAR -> date.get(IsoFields.WEEK_BASED_YEAR);
            default -> throw new IllegalArgumentException(function + " is not a part of a date");
        };
    }
}
