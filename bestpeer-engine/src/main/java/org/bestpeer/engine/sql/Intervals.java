package org.bestpeer.engine.sql;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/**
 * Intervals as values. The algebra has no such type: an interval of years and months is its number of months, one of days
 * and less its number of microseconds, both BIGINT.
 */
final class Intervals {
    private static final long MICROSECONDS_PER_MILLISECOND = 1000;
    private static final long SECOND = 1_000_000;
    private static final int MONTHS_PER_YEAR = 12;
    private static final DataType EXACT = DataType.decimal(DataType.MAX_DECIMAL_PRECISION, 6);

    private Intervals() {}

    static boolean isMonths(RelDataType interval) {
        return interval.getSqlTypeName().isYearMonth();
    }

    static Scalar literal(RexLiteral literal) {
        if (literal.isNull()) {
            return new Scalar.Literal(null, DataType.BIGINT);
        }
        long value = requireNonNull(literal.getValueAs(BigDecimal.class)).longValueExact();
        return number(isMonths(literal.getType()) ? value : Math.multiplyExact(value, MICROSECONDS_PER_MILLISECOND));
    }

    private static Scalar number(long value) {
        return new Scalar.Literal(value, DataType.BIGINT);
    }

    /** An operation whose result is an interval. */
    static Scalar arithmetic(RexCall call, RexTranslator expressions) {
        RexNode first = call.getOperands().get(0);
        RexNode second = call.getOperands().get(1);
        if (SqlTypeUtil.isDatetime(first.getType()) && SqlTypeUtil.isDatetime(second.getType())) {
            return Scalars.call(
                    isMonths(call.getType()) ? ScalarFunction.MONTHS_BETWEEN : ScalarFunction.MICROSECONDS_BETWEEN,
                    DataType.BIGINT,
                    expressions.translate(first),
                    expressions.translate(second));
        }
        return switch (call.getKind()) {
            case PLUS -> combined(ScalarFunction.ADD, call, expressions);
            case MINUS -> combined(ScalarFunction.SUBTRACT, call, expressions);
            case TIMES, DIVIDE -> scaled(call, expressions);
            default -> throw RexTranslator.refused(call.getOperator().getName() + " of intervals");
        };
    }

    private static Scalar combined(ScalarFunction function, RexCall call, RexTranslator expressions) {
        requireSameFamily(call);
        return Scalars.call(
                function,
                DataType.BIGINT,
                expressions.translate(call.getOperands().get(0)),
                expressions.translate(call.getOperands().get(1)));
    }

    static void requireSameFamily(RexCall call) {
        boolean months = isMonths(call.getOperands().get(0).getType());
        boolean intervals = call.getOperands().stream().allMatch(o -> SqlTypeUtil.isInterval(o.getType()));
        if (!intervals || months != isMonths(call.getOperands().get(1).getType())) {
            throw RexTranslator.refused("an interval of months together with one of days");
        }
    }

    /** An interval times or divided by a number, rounded half up. */
    private static Scalar scaled(RexCall call, RexTranslator expressions) {
        RexNode first = call.getOperands().get(0);
        boolean intervalFirst = SqlTypeUtil.isInterval(first.getType());
        Scalar interval =
                expressions.translate(intervalFirst ? first : call.getOperands().get(1));
        Scalar factor = expressions.translate(intervalFirst ? call.getOperands().get(1) : first);
        boolean times = call.getKind() == SqlKind.TIMES;
        boolean whole = factor.type().isNumeric()
                && factor.type().kind() != TypeKind.DOUBLE
                && factor.type().scale() == 0;
        if (isMonths(call.getType()) && !(times && whole)) {
            throw RexTranslator.refused("a part of an interval of months");
        }
        ScalarFunction function = times ? ScalarFunction.MULTIPLY : ScalarFunction.DIVIDE;
        if (times && whole) {
            return Scalars.call(function, DataType.BIGINT, interval, RexTranslator.as(factor, DataType.BIGINT));
        }
        DataType type = factor.type().kind() == TypeKind.DOUBLE ? DataType.DOUBLE : EXACT;
        Scalar product = Scalars.call(
                function, type, RexTranslator.operand(interval, type), RexTranslator.operand(factor, type));
        return Scalars.cast(product, DataType.BIGINT);
    }

    /** A cast from or to an interval. */
    static Scalar cast(RexNode operand, RelDataType target, RexTranslator expressions) {
        boolean from = SqlTypeUtil.isInterval(operand.getType());
        boolean to = SqlTypeUtil.isInterval(target);
        Scalar value = expressions.translate(operand);
        if (from && to) {
            if (isMonths(operand.getType()) != isMonths(target)) {
                throw RexTranslator.refused("a cast between an interval of months and one of days");
            }
            boolean fractions = requireNonNull(target.getIntervalQualifier()).getUnit() == TimeUnit.SECOND
                    || requireNonNull(target.getIntervalQualifier()).getEndUnit() == TimeUnit.SECOND;
            return fractions ? value : truncated(value, unit(target));
        }
        DataType type = to ? value.type() : TypeMapping.toEngine(target);
        if (from && type.kind() == TypeKind.VARCHAR) {
            return text(value, operand.getType());
        }
        if (!type.isNumeric()) {
            throw RexTranslator.refused("a cast between an interval and " + type);
        }
        if (to) {
            Scalar exact = RexTranslator.as(value, DataType.BIGINT);
            return Scalars.call(ScalarFunction.MULTIPLY, DataType.BIGINT, exact, number(unit(target)));
        }
        Scalar units = Scalars.call(ScalarFunction.DIVIDE, DataType.BIGINT, value, number(unit(operand.getType())));
        return RexTranslator.as(units, type);
    }

    /** As people read it: {@code 1 year 2 mons}, {@code -3 days -04:05:06.7}. */
    static Scalar text(Scalar value, RelDataType type) {
        ScalarFunction function = isMonths(type) ? ScalarFunction.PERIOD_TEXT : ScalarFunction.DURATION_TEXT;
        return Scalars.call(function, DataType.VARCHAR, value);
    }

    /** What Calcite computes with: milliseconds or months. */
    static Scalar reinterpreted(RexCall call, RexTranslator expressions) {
        RexNode operand = call.getOperands().get(0);
        if (!SqlTypeUtil.isInterval(operand.getType())) {
            throw RexTranslator.refused("this expression");
        }
        Scalar value = expressions.translate(operand);
        return isMonths(operand.getType())
                ? value
                : Scalars.call(ScalarFunction.DIVIDE, DataType.BIGINT, value, number(MICROSECONDS_PER_MILLISECOND));
    }

    private static Scalar truncated(Scalar value, long unit) {
        return unit == 1
                ? value
                : Scalars.call(
                        ScalarFunction.SUBTRACT,
                        DataType.BIGINT,
                        value,
                        Scalars.call(ScalarFunction.MODULO, DataType.BIGINT, value, number(unit)));
    }

    /** The smallest unit of the type, in what its values are held in; 1 for seconds, which have fractions. */
    private static long unit(RelDataType interval) {
        SqlIntervalQualifier qualifier = requireNonNull(interval.getIntervalQualifier());
        TimeUnit unit = qualifier.getEndUnit() == null ? qualifier.getStartUnit() : qualifier.getEndUnit();
        boolean single = qualifier.getEndUnit() == null || qualifier.getEndUnit() == qualifier.getStartUnit();
        return switch (unit) {
            case YEAR -> MONTHS_PER_YEAR;
            case MONTH -> 1;
            case DAY -> 86_400 * SECOND;
            case HOUR -> 3600 * SECOND;
            case MINUTE -> 60 * SECOND;
            case SECOND -> single ? SECOND : 1;
            default -> throw RexTranslator.refused("an interval of the unit " + unit);
        };
    }

    /** A field of an interval, as EXTRACT gives it. */
    static Scalar part(String unit, RexNode from, RexTranslator expressions) {
        Scalar value = expressions.translate(from);
        boolean months = isMonths(from.getType());
        return switch (unit) {
            case "YEAR" -> months ? divided(value, MONTHS_PER_YEAR) : number(0);
            case "MONTH" -> months ? remainder(value, MONTHS_PER_YEAR) : number(0);
            case "DAY" -> months ? number(0) : divided(value, 86_400 * SECOND);
            case "HOUR" -> months ? number(0) : remainder(divided(value, 3600 * SECOND), 24);
            case "MINUTE" -> months ? number(0) : remainder(divided(value, 60 * SECOND), 60);
            case "SECOND" -> months ? number(0) : remainder(divided(value, SECOND), 60);
            case "EPOCH" -> {
                if (months) {
                    throw RexTranslator.refused("EXTRACT(EPOCH) from an interval of months");
                }
                yield divided(value, SECOND);
            }
            default -> throw RexTranslator.refused("EXTRACT of " + unit + " from an interval");
        };
    }

    private static Scalar divided(Scalar value, long unit) {
        return Scalars.call(ScalarFunction.DIVIDE, DataType.BIGINT, value, number(unit));
    }

    private static Scalar remainder(Scalar value, long unit) {
        return Scalars.call(ScalarFunction.MODULO, DataType.BIGINT, value, number(unit));
    }
}
