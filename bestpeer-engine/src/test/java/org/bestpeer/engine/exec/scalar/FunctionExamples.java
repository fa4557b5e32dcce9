package org.bestpeer.engine.exec.scalar;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Calls with known results: at least one for every function. */
public final class FunctionExamples {
    private static final DataType DEC2 = DataType.decimal(10, 2);
    private static final long DAY = 86_400_000_000L;

    private final List<Example> examples = new ArrayList<>();

    private FunctionExamples() {}

    /** A call and its value. */
    public record Example(Scalar.Call call, @Nullable Object expected) {}

    public static List<Example> all() {
        FunctionExamples all = new FunctionExamples();
        all.logic();
        all.numbers();
        all.conditionals();
        all.texts();
        all.times();
        all.reals();
        all.moreTexts();
        all.unitsOfTime();
        all.casts();
        return all.examples;
    }

    public static Scalar.Literal literal(@Nullable Object value, DataType type) {
        return new Scalar.Literal(value, type);
    }

    static Scalar.Literal integer(@Nullable Integer value) {
        return literal(value, DataType.INTEGER);
    }

    static Scalar.Literal big(@Nullable Long value) {
        return literal(value, DataType.BIGINT);
    }

    static Scalar.Literal bool(@Nullable Boolean value) {
        return literal(value, DataType.BOOLEAN);
    }

    static Scalar.Literal text(@Nullable String value) {
        return literal(value, DataType.VARCHAR);
    }

    static Scalar.Literal real(@Nullable Double value) {
        return literal(value, DataType.DOUBLE);
    }

    static Scalar.Literal dec(String value) {
        return literal(new BigDecimal(value).setScale(2), DEC2);
    }

    static Scalar.Literal date(String value) {
        return literal((int) LocalDate.parse(value).toEpochDay(), DataType.DATE);
    }

    static Scalar.Literal timestamp(String day, long micros) {
        return literal(LocalDate.parse(day).toEpochDay() * DAY + micros, DataType.TIMESTAMP);
    }

    private static int day(String value) {
        return (int) LocalDate.parse(value).toEpochDay();
    }

    public static Scalar.Call call(ScalarFunction function, DataType type, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), type);
    }

    private void add(@Nullable Object expected, ScalarFunction function, DataType type, Scalar... arguments) {
        examples.add(new Example(call(function, type, arguments), expected));
    }

    private void bool(@Nullable Boolean expected, ScalarFunction function, Scalar... arguments) {
        add(expected, function, DataType.BOOLEAN, arguments);
    }

    private void logic() {
        bool(false, ScalarFunction.AND, bool(null), bool(false));
        bool(null, ScalarFunction.AND, bool(true), bool(null), bool(true));
        bool(true, ScalarFunction.AND, bool(true), bool(true));
        bool(true, ScalarFunction.OR, bool(null), bool(true));
        bool(null, ScalarFunction.OR, bool(null), bool(false));
        bool(false, ScalarFunction.OR, bool(false), bool(false));
        bool(null, ScalarFunction.NOT, bool(null));
        bool(false, ScalarFunction.NOT, bool(true));
        bool(true, ScalarFunction.EQUAL, dec("1.00"), integer(1));
        bool(true, ScalarFunction.EQUAL, real(-0.0), real(0.0));
        bool(null, ScalarFunction.EQUAL, integer(null), integer(null));
        bool(true, ScalarFunction.NOT_EQUAL, text("a"), text("a "));
        bool(true, ScalarFunction.LESS, text("\uFFFD"), text("\uD83D\uDE00"));
        bool(true, ScalarFunction.LESS, integer(1), real(1.5));
        bool(true, ScalarFunction.LESS_OR_EQUAL, date("2026-01-01"), date("2026-01-01"));
        bool(false, ScalarFunction.GREATER, big(Long.MIN_VALUE), big(Long.MAX_VALUE));
        bool(true, ScalarFunction.GREATER, big(Long.MAX_VALUE), dec("1.50"));
        bool(true, ScalarFunction.GREATER_OR_EQUAL, bool(true), bool(false));
        bool(false, ScalarFunction.IS_DISTINCT_FROM, integer(null), integer(null));
        bool(true, ScalarFunction.IS_DISTINCT_FROM, integer(null), integer(1));
        bool(true, ScalarFunction.IS_NOT_DISTINCT_FROM, integer(1), dec("1.00"));
        bool(true, ScalarFunction.IN, integer(2), integer(1), dec("2.00"));
        bool(null, ScalarFunction.IN, integer(2), integer(1), integer(null));
        bool(false, ScalarFunction.IN, text("x"), text("y"), text("z"));
        bool(true, ScalarFunction.IS_NULL, text(null));
        bool(false, ScalarFunction.IS_NOT_NULL, text(null));
        bool(false, ScalarFunction.IS_TRUE, bool(null));
        bool(true, ScalarFunction.IS_NOT_TRUE, bool(null));
        bool(false, ScalarFunction.IS_FALSE, bool(null));
        bool(true, ScalarFunction.IS_NOT_FALSE, bool(null));
    }

    private void numbers() {
        add(3, ScalarFunction.ADD, DataType.INTEGER, integer(1), integer(2));
        add(new BigDecimal("2.50"), ScalarFunction.ADD, DataType.decimal(12, 2), dec("1.50"), integer(1));
        add(null, ScalarFunction.ADD, DataType.INTEGER, integer(null), integer(2));
        add(-1L, ScalarFunction.SUBTRACT, DataType.BIGINT, big(1L), integer(2));
        add(new BigDecimal("2.2500"), ScalarFunction.MULTIPLY, DataType.decimal(18, 4), dec("1.50"), dec("1.50"));
        add(new BigDecimal("2.2500"), ScalarFunction.MULTIPLY, DataType.decimal(38, 4), dec("1.50"), dec("1.50"));
        add(-3, ScalarFunction.DIVIDE, DataType.INTEGER, integer(-7), integer(2));
        add(new BigDecimal("0.666667"), ScalarFunction.DIVIDE, DataType.decimal(20, 6), dec("2"), dec("3"));
        add(3.5, ScalarFunction.DIVIDE, DataType.DOUBLE, real(7.0), integer(2));
        add(-1, ScalarFunction.MODULO, DataType.INTEGER, integer(-7), integer(2));
        add(new BigDecimal("0.50"), ScalarFunction.MODULO, DEC2, dec("7.50"), integer(1));
        add(-5, ScalarFunction.NEGATE, DataType.INTEGER, integer(5));
        add(new BigDecimal("1.50"), ScalarFunction.ABS, DEC2, dec("-1.50"));
        add(-1, ScalarFunction.SIGN, DataType.INTEGER, real(-2.5));
        add(new BigDecimal("-2"), ScalarFunction.FLOOR, DataType.decimal(10, 0), dec("-1.50"));
        add(-1.0, ScalarFunction.CEILING, DataType.DOUBLE, real(-1.5));
        add(new BigDecimal("-3"), ScalarFunction.ROUND, DataType.decimal(10, 0), dec("-2.50"));
        add(new BigDecimal("1.30"), ScalarFunction.ROUND, DEC2, dec("1.25"), integer(1));
        add(1200, ScalarFunction.ROUND, DataType.INTEGER, integer(1249), integer(-2));
        add(new BigDecimal("-2.00"), ScalarFunction.TRUNCATE, DEC2, dec("-2.99"), integer(0));
        add(8.0, ScalarFunction.POWER, DataType.DOUBLE, real(2.0), integer(3));
        add(3.0, ScalarFunction.SQRT, DataType.DOUBLE, real(9.0));
        add(1.0, ScalarFunction.EXP, DataType.DOUBLE, real(0.0));
        add(0.0, ScalarFunction.LN, DataType.DOUBLE, real(1.0));
        add(2.0, ScalarFunction.LOG10, DataType.DOUBLE, integer(100));
    }

    private void reals() {
        add(0.0, ScalarFunction.SIN, DataType.DOUBLE, real(0.0));
        add(1.0, ScalarFunction.COS, DataType.DOUBLE, integer(0));
        add(Math.tan(1), ScalarFunction.TAN, DataType.DOUBLE, real(1.0));
        add(1 / Math.tan(1), ScalarFunction.COT, DataType.DOUBLE, real(1.0));
        add(Math.PI / 2, ScalarFunction.ASIN, DataType.DOUBLE, real(1.0));
        add(0.0, ScalarFunction.ACOS, DataType.DOUBLE, dec("1.00"));
        add(Math.PI / 4, ScalarFunction.ATAN, DataType.DOUBLE, real(1.0));
        add(Math.PI / 2, ScalarFunction.ATAN2, DataType.DOUBLE, real(1.0), real(0.0));
        add(0.0, ScalarFunction.SINH, DataType.DOUBLE, real(0.0));
        add(1.0, ScalarFunction.COSH, DataType.DOUBLE, real(0.0));
        add(0.0, ScalarFunction.TANH, DataType.DOUBLE, real(0.0));
        add(3.0, ScalarFunction.CBRT, DataType.DOUBLE, integer(27));
        add(180.0, ScalarFunction.DEGREES, DataType.DOUBLE, real(Math.PI));
        add(Math.PI, ScalarFunction.RADIANS, DataType.DOUBLE, integer(180));
        add(null, ScalarFunction.SIN, DataType.DOUBLE, real(null));
    }

    private void conditionals() {
        Scalar one = integer(1);
        Scalar failing = call(ScalarFunction.DIVIDE, DataType.INTEGER, one, integer(0));
        Scalar zero = call(ScalarFunction.NOT_EQUAL, DataType.BOOLEAN, integer(0), integer(0));
        add(7, ScalarFunction.CASE, DataType.INTEGER, zero, failing, integer(7));
        add(new BigDecimal("1.00"), ScalarFunction.CASE, DEC2, bool(true), one, dec("2.00"));
        add(null, ScalarFunction.CASE, DataType.INTEGER, bool(null), one, integer(null));
        add(1, ScalarFunction.COALESCE, DataType.INTEGER, integer(null), one, failing);
        add(null, ScalarFunction.NULLIF, DataType.INTEGER, one, dec("1.00"));
        add(1, ScalarFunction.NULLIF, DataType.INTEGER, one, integer(null));
        add(new BigDecimal("2.50"), ScalarFunction.GREATEST, DEC2, integer(2), dec("2.50"));
        add(1, ScalarFunction.GREATEST, DataType.INTEGER, integer(null), one, integer(null));
        add(null, ScalarFunction.LEAST, DataType.INTEGER, integer(null), integer(null));
        add("a", ScalarFunction.LEAST, DataType.VARCHAR, text("b"), text("a"));
    }

    private void texts() {
        bool(true, ScalarFunction.LIKE, text("special requests"), text("%ci%quest_"));
        bool(false, ScalarFunction.LIKE, text("abc"), text("a_"));
        bool(true, ScalarFunction.LIKE, text("\uD83D\uDE00x"), text("_x"));
        bool(true, ScalarFunction.LIKE, text("100%"), text("100!%"), text("!"));
        bool(true, ScalarFunction.LIKE, text(""), text("%"));
        add("ab", ScalarFunction.CONCAT, DataType.VARCHAR, text("a"), text("b"));
        add("bc", ScalarFunction.SUBSTRING, DataType.VARCHAR, text("abc"), integer(2));
        add("a", ScalarFunction.SUBSTRING, DataType.VARCHAR, text("abc"), integer(0), integer(2));
        add("x", ScalarFunction.SUBSTRING, DataType.VARCHAR, text("\uD83D\uDE00x"), integer(2), integer(9));
        add("\u00C4", ScalarFunction.UPPER, DataType.VARCHAR, text("\u00E4"));
        add("i", ScalarFunction.LOWER, DataType.VARCHAR, text("I"));
        add("a", ScalarFunction.TRIM_BOTH, DataType.VARCHAR, text("xax"), text("x"));
        add("ax", ScalarFunction.TRIM_LEADING, DataType.VARCHAR, text("xax"), text("x"));
        add("xa", ScalarFunction.TRIM_TRAILING, DataType.VARCHAR, text("xax"), text("x"));
        add("b-b", ScalarFunction.REPLACE, DataType.VARCHAR, text("a-a"), text("a"), text("b"));
        add(2, ScalarFunction.CHAR_LENGTH, DataType.INTEGER, text("\uD83D\uDE00x"));
        add(5, ScalarFunction.OCTET_LENGTH, DataType.INTEGER, text("\uD83D\uDE00x"));
        add(2, ScalarFunction.POSITION, DataType.INTEGER, text("x"), text("\uD83D\uDE00x"));
        add(0, ScalarFunction.POSITION, DataType.INTEGER, text("y"), text("x"));
    }

    private void moreTexts() {
        bool(true, ScalarFunction.SIMILAR_TO, text("banana"), text("(apple|ba(na){2})"));
        bool(true, ScalarFunction.SIMILAR_TO, text("a1\uD83D\uDE00"), text("[a-c][[:digit:]]_"));
        bool(true, ScalarFunction.SIMILAR_TO, text("100%"), text("[0-9]+!%"), text("!"));
        bool(false, ScalarFunction.SIMILAR_TO, text("abc"), text("a.c"));
        add("\uD83D\uDE00", ScalarFunction.LEFT, DataType.VARCHAR, text("\uD83D\uDE00xy"), integer(1));
        add("a", ScalarFunction.LEFT, DataType.VARCHAR, text("abc"), integer(-2));
        add("yz", ScalarFunction.RIGHT, DataType.VARCHAR, text("xyz"), integer(2));
        add("", ScalarFunction.RIGHT, DataType.VARCHAR, text("xyz"), integer(-5));
        add("xyxa", ScalarFunction.LPAD, DataType.VARCHAR, text("a"), integer(4), text("xy"));
        add("ab", ScalarFunction.LPAD, DataType.VARCHAR, text("abc"), integer(2));
        add("a  ", ScalarFunction.RPAD, DataType.VARCHAR, text("a"), integer(3));
        add("abab", ScalarFunction.REPEAT, DataType.VARCHAR, text("ab"), integer(2));
        add("", ScalarFunction.REPEAT, DataType.VARCHAR, text("ab"), integer(-2));
        add("x\uD83D\uDE00", ScalarFunction.REVERSE, DataType.VARCHAR, text("\uD83D\uDE00x"));
        add("Big-Red 3d", ScalarFunction.INITCAP, DataType.VARCHAR, text("bIG-red 3D"));
        add(0x1F600, ScalarFunction.ASCII, DataType.INTEGER, text("\uD83D\uDE00"));
        add("\uD83D\uDE00", ScalarFunction.CHR, DataType.VARCHAR, integer(0x1F600));
        add("x-", ScalarFunction.TRANSLATE, DataType.VARCHAR, text("abc-"), text("abc"), text("x"));
        add("c", ScalarFunction.SPLIT_PART, DataType.VARCHAR, text("a.b.c"), text("."), integer(-1));
        add("", ScalarFunction.SPLIT_PART, DataType.VARCHAR, text("a.b"), text("."), integer(3));
    }

    private void times() {
        Scalar newYear = timestamp("2024-12-30", 3_723_999_999L);
        add(2024L, ScalarFunction.EXTRACT_YEAR, DataType.BIGINT, newYear);
        add(4L, ScalarFunction.EXTRACT_QUARTER, DataType.BIGINT, newYear);
        add(12L, ScalarFunction.EXTRACT_MONTH, DataType.BIGINT, newYear);
        add(1L, ScalarFunction.EXTRACT_WEEK, DataType.BIGINT, newYear);
        add(30L, ScalarFunction.EXTRACT_DAY, DataType.BIGINT, newYear);
        add(2L, ScalarFunction.EXTRACT_DAY_OF_WEEK, DataType.BIGINT, newYear);
        add(1L, ScalarFunction.EXTRACT_DAY_OF_WEEK, DataType.BIGINT, date("2024-12-29"));
        add(365L, ScalarFunction.EXTRACT_DAY_OF_YEAR, DataType.BIGINT, newYear);
        add(1L, ScalarFunction.EXTRACT_HOUR, DataType.BIGINT, newYear);
        add(2L, ScalarFunction.EXTRACT_MINUTE, DataType.BIGINT, newYear);
        add(3L, ScalarFunction.EXTRACT_SECOND, DataType.BIGINT, newYear);
        add(1960L, ScalarFunction.EXTRACT_YEAR, DataType.BIGINT, timestamp("1960-02-29", 1));
        add(day("2024-02-29"), ScalarFunction.ADD_MONTHS, DataType.DATE, date("2024-01-31"), integer(1));
        add(day("2023-11-30"), ScalarFunction.ADD_MONTHS, DataType.DATE, date("2024-01-30"), integer(-2));
        add(day("2024-03-01"), ScalarFunction.ADD_DAYS, DataType.DATE, date("2024-02-28"), integer(2));
        add(
                day("2024-01-02") * DAY + 1,
                ScalarFunction.ADD_MICROSECONDS,
                DataType.TIMESTAMP,
                timestamp("2024-01-01", DAY - 1),
                big(2L));
        add(1L, ScalarFunction.ADD_MICROSECONDS, DataType.TIME, literal(DAY - 1, DataType.TIME), big(2L));
        add(29, ScalarFunction.DAYS_BETWEEN, DataType.INTEGER, date("2024-03-01"), date("2024-02-01"));
        add(0, ScalarFunction.MONTHS_BETWEEN, DataType.INTEGER, date("2024-02-28"), date("2024-01-29"));
        add(1, ScalarFunction.MONTHS_BETWEEN, DataType.INTEGER, date("2024-02-29"), date("2024-01-29"));
        add(-12, ScalarFunction.MONTHS_BETWEEN, DataType.INTEGER, date("2023-01-29"), date("2024-01-29"));
        add(
                5L,
                ScalarFunction.MICROSECONDS_BETWEEN,
                DataType.BIGINT,
                timestamp("2024-01-01", 7),
                timestamp("2024-01-01", 2));
    }

    private void unitsOfTime() {
        Scalar time = timestamp("2024-05-16", 3_723_999_999L);
        long midnight = day("2024-05-16") * DAY;
        add(day("2024-01-01") * DAY, ScalarFunction.TRUNCATE_TO_YEAR, DataType.TIMESTAMP, time);
        add(day("2024-04-01") * DAY, ScalarFunction.TRUNCATE_TO_QUARTER, DataType.TIMESTAMP, time);
        add(day("2024-05-01"), ScalarFunction.TRUNCATE_TO_MONTH, DataType.DATE, date("2024-05-16"));
        add(day("2024-05-13"), ScalarFunction.TRUNCATE_TO_WEEK, DataType.DATE, date("2024-05-16"));
        add(midnight, ScalarFunction.TRUNCATE_TO_DAY, DataType.TIMESTAMP, time);
        add(midnight + 3_600_000_000L, ScalarFunction.TRUNCATE_TO_HOUR, DataType.TIMESTAMP, time);
        add(midnight + 3_720_000_000L, ScalarFunction.TRUNCATE_TO_MINUTE, DataType.TIMESTAMP, time);
        add(midnight + 3_723_000_000L, ScalarFunction.TRUNCATE_TO_SECOND, DataType.TIMESTAMP, time);
        add(2025L, ScalarFunction.EXTRACT_ISO_YEAR, DataType.BIGINT, date("2024-12-30"));
        add(3_999_999L, ScalarFunction.EXTRACT_MICROSECOND, DataType.BIGINT, time);
        add("1 day 01:02:03.5", ScalarFunction.DURATION_TEXT, DataType.VARCHAR, big(DAY + 3_723_500_000L));
        add("-2 days -00:00:01", ScalarFunction.DURATION_TEXT, DataType.VARCHAR, big(-2 * DAY - 1_000_000));
        add("00:00:00", ScalarFunction.DURATION_TEXT, DataType.VARCHAR, big(0L));
        add("1 year 2 mons", ScalarFunction.PERIOD_TEXT, DataType.VARCHAR, big(14L));
        add("-1 years -1 mons", ScalarFunction.PERIOD_TEXT, DataType.VARCHAR, big(-13L));
    }

    private void casts() {
        add(3, ScalarFunction.CAST, DataType.INTEGER, dec("2.50"));
        add(-3, ScalarFunction.CAST, DataType.SMALLINT, real(-2.5));
        add(42L, ScalarFunction.CAST, DataType.BIGINT, text(" 42 "));
        add(new BigDecimal("1.3"), ScalarFunction.CAST, DataType.decimal(2, 1), dec("1.25"));
        add(new BigDecimal("0.12"), ScalarFunction.CAST, DEC2, text(".123"));
        add(1e3, ScalarFunction.CAST, DataType.DOUBLE, text("1e3"));
        add("2.50", ScalarFunction.CAST, DataType.VARCHAR, dec("2.50"));
        add("0.1", ScalarFunction.CAST, DataType.VARCHAR, real(0.1));
        add("1", ScalarFunction.CAST, DataType.VARCHAR, real(1.0));
        add("1e+20", ScalarFunction.CAST, DataType.VARCHAR, real(1e20));
        add("ab", ScalarFunction.CAST, DataType.varchar(2), text("abc"));
        add("true", ScalarFunction.CAST, DataType.VARCHAR, bool(true));
        add("2024-02-29", ScalarFunction.CAST, DataType.VARCHAR, date("2024-02-29"));
        add("2024-02-29 01:02:03.5", ScalarFunction.CAST, DataType.VARCHAR, timestamp("2024-02-29", 3_723_500_000L));
        add(day("2024-02-29"), ScalarFunction.CAST, DataType.DATE, text("2024-02-29"));
        add(day("2024-02-29"), ScalarFunction.CAST, DataType.DATE, timestamp("2024-02-29", 5));
        add(day("2024-02-29") * DAY, ScalarFunction.CAST, DataType.TIMESTAMP, date("2024-02-29"));
        add(3_723_000_000L, ScalarFunction.CAST, DataType.TIME, text("01:02:03"));
        add(true, ScalarFunction.CAST, DataType.BOOLEAN, text("TRUE"));
        add(1, ScalarFunction.CAST, DataType.INTEGER, bool(true));
        add(null, ScalarFunction.CAST, DataType.DATE, text(null));
    }
}
