package org.bestpeer.engine.algebra;

import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Numbers and types of arguments that each function takes, and the type that it gives. */
final class FunctionRules {
    private static final int MANY = Integer.MAX_VALUE;

    private final Scalar.Call call;
    private final List<DataType> types;

    private FunctionRules(Scalar.Call call) {
        this.call = call;
        this.types = call.arguments().stream().map(Scalar::type).toList();
    }

    /** @throws BestPeerException naming the function, if an argument or the result does not fit it */
    static void check(Scalar.Call call) {
        if (!new FunctionRules(call).holds()) {
            throw new BestPeerException(
                    ErrorCode.TYPE_MISMATCH,
                    "function %s does not take %s to %s"
                            .formatted(
                                    call.function(),
                                    call.arguments().stream().map(Scalar::type).toList(),
                                    call.type()));
        }
    }

    private boolean holds() {
        return switch (call.function()) {
            case AND, OR -> count(2, MANY) && all(TypeKind.BOOLEAN) && gives(TypeKind.BOOLEAN);
            case NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                count(1, 1) && all(TypeKind.BOOLEAN) && gives(TypeKind.BOOLEAN);
            case IS_NULL, IS_NOT_NULL -> count(1, 1) && gives(TypeKind.BOOLEAN);
            case EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> count(2, 2) && comparable() && gives(TypeKind.BOOLEAN);
            case IN -> count(2, MANY) && comparable() && gives(TypeKind.BOOLEAN);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> count(2, 2) && numeric();
            case NEGATE, ABS, SIGN, FLOOR, CEILING, SQRT, EXP, LN, LOG10 -> count(1, 1) && numeric();
            case ROUND, TRUNCATE -> count(1, 2) && numeric() && (types.size() == 1 || exact(1));
            case CAST -> count(1, 1) && CastRules.canCast(types.get(0), call.type());
            case CASE -> branches();
            case COALESCE, GREATEST, LEAST -> count(1, MANY) && assignableFrom(0);
            case NULLIF -> count(2, 2) && comparable() && CastRules.assignable(types.get(0), call.type());
            default -> textOrTime();
        };
    }

    private boolean textOrTime() {
        return switch (call.function()) {
            case LIKE, SIMILAR_TO -> count(2, 3) && all(TypeKind.VARCHAR) && gives(TypeKind.BOOLEAN);
            case CONCAT -> count(1, MANY) && all(TypeKind.VARCHAR) && gives(TypeKind.VARCHAR);
            case SUBSTRING ->
                count(2, 3)
                        && is(0, TypeKind.VARCHAR)
                        && exact(1)
                        && (types.size() == 2 || exact(2))
                        && gives(TypeKind.VARCHAR);
            case UPPER, LOWER -> count(1, 1) && all(TypeKind.VARCHAR) && gives(TypeKind.VARCHAR);
            case TRIM_BOTH, TRIM_LEADING, TRIM_TRAILING ->
                count(1, 2) && all(TypeKind.VARCHAR) && gives(TypeKind.VARCHAR);
            case REPLACE -> count(3, 3) && all(TypeKind.VARCHAR) && gives(TypeKind.VARCHAR);
            case CHAR_LENGTH -> count(1, 1) && all(TypeKind.VARCHAR) && givesInteger();
            case OCTET_LENGTH ->
                count(1, 1) && (is(0, TypeKind.VARCHAR) || is(0, TypeKind.VARBINARY)) && givesInteger();
            case POSITION -> count(2, 2) && all(TypeKind.VARCHAR) && givesInteger();
            case LEFT, RIGHT, REPEAT -> count(2, 2) && is(0, TypeKind.VARCHAR) && exact(1) && gives(TypeKind.VARCHAR);
            case LPAD, RPAD ->
                count(2, 3)
                        && is(0, TypeKind.VARCHAR)
                        && exact(1)
                        && (types.size() == 2 || is(2, TypeKind.VARCHAR))
                        && gives(TypeKind.VARCHAR);
            case REVERSE, INITCAP -> count(1, 1) && all(TypeKind.VARCHAR) && gives(TypeKind.VARCHAR);
            case ASCII -> count(1, 1) && all(TypeKind.VARCHAR) && givesInteger();
            case CHR, DURATION_TEXT, PERIOD_TEXT -> count(1, 1) && exact(0) && gives(TypeKind.VARCHAR);
            case TRANSLATE -> count(3, 3) && all(TypeKind.VARCHAR) && gives(TypeKind.VARCHAR);
            case SPLIT_PART ->
                count(3, 3)
                        && is(0, TypeKind.VARCHAR)
                        && is(1, TypeKind.VARCHAR)
                        && exact(2)
                        && gives(TypeKind.VARCHAR);
            default -> numberOrTime();
        };
    }

    private boolean numberOrTime() {
        return switch (call.function()) {
            case SIN, COS, TAN, COT, ASIN, ACOS, ATAN, SINH, COSH, TANH, CBRT, DEGREES, RADIANS ->
                count(1, 1) && numeric() && gives(TypeKind.DOUBLE);
            case ATAN2 -> count(2, 2) && numeric() && gives(TypeKind.DOUBLE);
            case TRUNCATE_TO_YEAR,
                    TRUNCATE_TO_QUARTER,
                    TRUNCATE_TO_MONTH,
                    TRUNCATE_TO_WEEK,
                    TRUNCATE_TO_DAY,
                    TRUNCATE_TO_HOUR,
                    TRUNCATE_TO_MINUTE,
                    TRUNCATE_TO_SECOND ->
                count(1, 1) && temporal(0) && gives(types.get(0).kind());
            default -> time();
        };
    }

    private boolean time() {
        return switch (call.function()) {
            case ADD_MONTHS, ADD_DAYS ->
                count(2, 2) && (is(0, TypeKind.DATE) || is(0, TypeKind.TIMESTAMP)) && exact(1) && givesTime();
            case ADD_MICROSECONDS -> count(2, 2) && temporal(0) && exact(1) && givesTime();
            case DAYS_BETWEEN, MONTHS_BETWEEN, MICROSECONDS_BETWEEN ->
                count(2, 2) && temporal(0) && temporal(1) && call.type().isNumeric();
            case EXTRACT_YEAR, EXTRACT_QUARTER, EXTRACT_MONTH, EXTRACT_WEEK, EXTRACT_DAY, EXTRACT_ISO_YEAR ->
                count(1, 1) && (is(0, TypeKind.DATE) || is(0, TypeKind.TIMESTAMP)) && givesInteger();
            case EXTRACT_DAY_OF_WEEK, EXTRACT_DAY_OF_YEAR ->
                count(1, 1) && (is(0, TypeKind.DATE) || is(0, TypeKind.TIMESTAMP)) && givesInteger();
            case EXTRACT_HOUR, EXTRACT_MINUTE, EXTRACT_SECOND, EXTRACT_MICROSECOND ->
                count(1, 1) && temporal(0) && givesInteger();
            default -> false;
        };
    }

    private boolean count(int least, int most) {
        return types.size() >= least && types.size() <= most;
    }

    private boolean is(int argument, TypeKind kind) {
        return types.get(argument).kind() == kind;
    }

    private boolean all(TypeKind kind) {
        return types.stream().allMatch(type -> type.kind() == kind);
    }

    private boolean gives(TypeKind kind) {
        return call.type().kind() == kind;
    }

    private boolean numeric() {
        return types.stream().allMatch(DataType::isNumeric) && call.type().isNumeric();
    }

    private boolean exact(int argument) {
        return types.get(argument).isNumeric() && !is(argument, TypeKind.DOUBLE);
    }

    private boolean temporal(int argument) {
        return is(argument, TypeKind.DATE) || is(argument, TypeKind.TIME) || is(argument, TypeKind.TIMESTAMP);
    }

    private boolean givesInteger() {
        return gives(TypeKind.SMALLINT) || gives(TypeKind.INTEGER) || gives(TypeKind.BIGINT);
    }

    /** Only a DATE may become another kind: the TIMESTAMP that a part of a day makes of it. */
    private boolean givesTime() {
        return gives(types.get(0).kind()) || (is(0, TypeKind.DATE) && gives(TypeKind.TIMESTAMP));
    }

    private boolean comparable() {
        return types.stream().allMatch(type -> CastRules.comparable(types.get(0), type));
    }

    private boolean assignableFrom(int first) {
        return types.subList(first, types.size()).stream().allMatch(type -> CastRules.assignable(type, call.type()));
    }

    private boolean branches() {
        if (types.size() < 3 || types.size() % 2 == 0) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            boolean condition = i % 2 == 0 && i < types.size() - 1;
            if (condition ? !is(i, TypeKind.BOOLEAN) : !CastRules.assignable(types.get(i), call.type())) {
                return false;
            }
        }
        return true;
    }
}
