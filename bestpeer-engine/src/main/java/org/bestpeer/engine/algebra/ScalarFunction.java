package org.bestpeer.engine.algebra;

/**
 * The closed set of scalar functions. Unless said otherwise a NULL argument gives NULL. Numbers are exact: integers
 * and decimals that do not fit their type fail with 22003, a division by zero with 22012.
 */
public enum ScalarFunction {
    /** Three-valued; two or more arguments. */
    AND,
    /** Three-valued; two or more arguments. */
    OR,
    NOT,
    /** Comparisons: both arguments of comparable types, numbers by value, strings by code point. */
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    /** Like NOT_EQUAL and EQUAL, but NULL is a value equal to itself; never NULL. */
    IS_DISTINCT_FROM,
    IS_NOT_DISTINCT_FROM,
    /** First argument equals one of the others (three-valued). */
    IN,
    IS_NULL,
    IS_NOT_NULL,
    IS_TRUE,
    IS_NOT_TRUE,
    IS_FALSE,
    IS_NOT_FALSE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** Integers truncate; decimals round half up to the scale of the result type. */
    DIVIDE,
    MODULO,
    NEGATE,
    ABS,
    SIGN,
    FLOOR,
    CEILING,
    /** One or two arguments, half up (away from zero). */
    ROUND,
    /** One or two arguments, towards zero. */
    TRUNCATE,
    POWER,
    SQRT,
    EXP,
    LN,
    LOG10,
    /** To the result type; text that does not read as it fails with 22018; decimals round half up. */
    CAST,
    /** condition, value, condition, value, …, otherwise. */
    CASE,
    COALESCE,
    NULLIF,
    /** NULL arguments are left out; NULL if there is no other. */
    GREATEST,
    /** NULL arguments are left out; NULL if there is no other. */
    LEAST,
    /** text, pattern [, escape]: % and _ as in SQL. */
    LIKE,
    /** text, pattern [, escape]: LIKE with alternatives, groups, repetitions and classes of characters. */
    SIMILAR_TO,
    CONCAT,
    /** text, start counted from 1 [, length]; in characters (code points). */
    SUBSTRING,
    UPPER,
    LOWER,
    /** text, characters to take off. */
    TRIM_BOTH,
    TRIM_LEADING,
    TRIM_TRAILING,
    REPLACE,
    CHAR_LENGTH,
    OCTET_LENGTH,
    /** what, in which text; 0 if it is not there. */
    POSITION,
    /** Parts of a DATE, TIME or TIMESTAMP, as BIGINT. */
    EXTRACT_YEAR,
    EXTRACT_QUARTER,
    EXTRACT_MONTH,
    EXTRACT_WEEK,
    EXTRACT_DAY,
    EXTRACT_DAY_OF_WEEK,
    EXTRACT_DAY_OF_YEAR,
    EXTRACT_HOUR,
    EXTRACT_MINUTE,
    EXTRACT_SECOND,
    /** date or timestamp, number of months: the day is cut to the length of the month. */
    ADD_MONTHS,
    /** date, number of days. */
    ADD_DAYS,
    /** timestamp or time, number of microseconds. */
    ADD_MICROSECONDS,
    /** later date, earlier date, as a number of days. */
    DAYS_BETWEEN,
    /** later, earlier, as a number of months, towards zero. */
    MONTHS_BETWEEN,
    /** later timestamp, earlier timestamp, as a number of microseconds. */
    MICROSECONDS_BETWEEN,
    /** text, number of characters; a negative number is of those left out at the other end. */
    LEFT,
    /** text, number of characters; a negative number is of those left out at the other end. */
    RIGHT,
    /** text, length [, fill]: filled up, or cut at the end. */
    LPAD,
    /** text, length [, fill]: filled up, or cut at the end. */
    RPAD,
    REPEAT,
    REVERSE,
    /** The first letter of each word large, the others small. */
    INITCAP,
    /** Code point of the first character; 0 for an empty text. */
    ASCII,
    CHR,
    /** text, characters, what each of them becomes; those without a counterpart go. */
    TRANSLATE,
    /** text, separator, number of the part from 1, or from the end if negative. */
    SPLIT_PART,
    /** From here to RADIANS: DOUBLE to DOUBLE; angles in radians. */
    SIN,
    COS,
    TAN,
    COT,
    ASIN,
    ACOS,
    ATAN,
    ATAN2,
    SINH,
    COSH,
    TANH,
    CBRT,
    DEGREES,
    RADIANS,
    /** From here to SECOND: the first moment of the year (and so on) that a DATE or TIMESTAMP is in; weeks begin on Monday. */
    TRUNCATE_TO_YEAR,
    TRUNCATE_TO_QUARTER,
    TRUNCATE_TO_MONTH,
    TRUNCATE_TO_WEEK,
    TRUNCATE_TO_DAY,
    TRUNCATE_TO_HOUR,
    TRUNCATE_TO_MINUTE,
    TRUNCATE_TO_SECOND,
    /** The year that the ISO week belongs to. */
    EXTRACT_ISO_YEAR,
    /** Seconds with their fraction, as microseconds. */
    EXTRACT_MICROSECOND,
    /** Microseconds as people read them: {@code 3 days 04:05:06.7}. */
    DURATION_TEXT,
    /** Months as people read them: {@code 1 year 2 mons}. */
    PERIOD_TEXT
}
