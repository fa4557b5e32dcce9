package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/**
 * An expression, and what is known of its values.
 *
 * @param sql how it is said
 * @param type its type in the engine
 * @param domain which values it has, so that constants that hit can be made up
 * @param bound no number is further from 0, no text is longer
 * @param charset of texts
 */
record Expression(Sql sql, DataType type, Domain domain, BigDecimal bound, Charset charset) {
    private static final BigDecimal FEW_BOUND = BigDecimal.valueOf(4);
    private static final BigDecimal MANY_BOUND = BigDecimal.valueOf(1000);
    private static final BigDecimal TEXT_BOUND = BigDecimal.valueOf(20);
    private static final BigDecimal HUGE = new BigDecimal("1e300");

    /** Which characters a text has. */
    enum Charset {
        ASCII,
        /** Others, of one UTF-16 unit. */
        WIDE,
        /** Also of two UTF-16 units, which HSQLDB counts as two characters. */
        ASTRAL;

        Charset with(Charset other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** What can be compared with each other. */
    enum Family {
        NUMBER,
        TEXT,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP,
        BINARY
    }

    static Expression column(String reference, DataType type, Domain domain) {
        return new Expression(Sql.of(sort(type), reference), type, domain, bound(type, domain), charset(type, domain));
    }

    private static BigDecimal bound(DataType type, Domain domain) {
        if (!type.isNumeric()) {
            return TEXT_BOUND;
        }
        return switch (domain) {
            case FEW -> FEW_BOUND;
            case MANY -> MANY_BOUND.min(most(type));
            case EXTREME -> most(type);
        };
    }

    private static Charset charset(DataType type, Domain domain) {
        if (type.kind() != TypeKind.VARCHAR) {
            return Charset.ASCII;
        }
        return switch (domain) {
            case FEW -> Charset.ASCII;
            case MANY -> Charset.WIDE;
            case EXTREME -> Charset.ASTRAL;
        };
    }

    /** The largest number of a type. */
    static BigDecimal most(DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> BigDecimal.valueOf(Short.MAX_VALUE);
            case INTEGER -> BigDecimal.valueOf(Integer.MAX_VALUE);
            case BIGINT -> BigDecimal.valueOf(Long.MAX_VALUE);
            case DECIMAL -> new BigDecimal(BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
            default -> HUGE;
        };
    }

    static Sql.Sort sort(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Sql.Sort.CONDITION;
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> Sql.Sort.NUMBER;
            case VARCHAR -> Sql.Sort.TEXT;
            case DATE, TIME, TIMESTAMP -> Sql.Sort.TIME;
            case VARBINARY -> Sql.Sort.OTHER;
        };
    }

    static Family family(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Family.BOOLEAN;
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> Family.NUMBER;
            case VARCHAR -> Family.TEXT;
            case DATE -> Family.DATE;
            case TIME -> Family.TIME;
            case TIMESTAMP -> Family.TIMESTAMP;
            case VARBINARY -> Family.BINARY;
        };
    }

    Family family() {
        return family(type);
    }

    boolean isInteger() {
        return type.isNumeric() && type.kind() != TypeKind.DECIMAL && type.kind() != TypeKind.DOUBLE;
    }

    boolean isDecimal() {
        return type.kind() == TypeKind.DECIMAL;
    }

    boolean isReal() {
        return type.kind() == TypeKind.DOUBLE;
    }

    /** The bound of what may be either. Of dates a negative one is the wider: they were moved already. */
    static BigDecimal widest(Expression a, Expression b) {
        return a.bound.signum() < 0 ? a.bound : b.bound.signum() < 0 ? b.bound : a.bound.max(b.bound);
    }

    /** The same under another name: a column of a relation whose column this is. */
    Expression named(String reference) {
        return new Expression(Sql.of(sort(type), reference), type, domain, bound, charset);
    }
}
