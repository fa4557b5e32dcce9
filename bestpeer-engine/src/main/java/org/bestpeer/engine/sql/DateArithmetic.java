package org.bestpeer.engine.sql;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** A date or timestamp plus or minus an interval. The algebra knows no intervals, only numbers of a unit. */
final class DateArithmetic {
    private static final long MILLISECONDS_PER_DAY = 86_400_000L;
    private static final long MICROSECONDS_PER_MILLISECOND = 1000;

    private DateArithmetic() {}

    static Scalar translate(RexCall call, RexTranslator expressions) {
        RexNode first = call.getOperands().get(0);
        RexNode second = call.getOperands().get(1);
        boolean intervalFirst = SqlTypeUtil.isInterval(first.getType());
        RexNode start = intervalFirst ? second : first;
        RexNode interval = intervalFirst ? first : second;
        if (!SqlTypeUtil.isDatetime(start.getType()) || !SqlTypeUtil.isInterval(interval.getType())) {
            throw RexTranslator.refused("this arithmetic with dates");
        }
        long sign = call.getKind() == SqlKind.MINUS ? -1 : 1;
        return shifted(expressions.translate(start), TypeMapping.toEngine(call.getType()), interval, sign, expressions);
    }

    /** A date or timestamp plus or minus an interval. */
    static Scalar shifted(Scalar value, RexNode interval, long sign, RexTranslator expressions) {
        return shifted(value, value.type(), interval, sign, expressions);
    }

    private static Scalar shifted(Scalar value, DataType type, RexNode interval, long sign, RexTranslator expressions) {
        if (isMonths(interval.getType())) {
            return Scalars.call(ScalarFunction.ADD_MONTHS, type, value, amount(interval, sign, 1, 1, expressions));
        }
        if (value.type().kind() == TypeKind.DATE) {
            return Scalars.call(
                    ScalarFunction.ADD_DAYS, type, value, amount(interval, sign, 1, MILLISECONDS_PER_DAY, expressions));
        }
        return Scalars.call(
                ScalarFunction.ADD_MICROSECONDS,
                type,
                value,
                amount(interval, sign, MICROSECONDS_PER_MILLISECOND, 1, expressions));
    }

    private static boolean isMonths(RelDataType interval) {
        return interval.getSqlTypeName().isYearMonth();
    }

    /** The interval as a number: its months or milliseconds, times the factor, divided by the divisor. */
    private static Scalar amount(
            RexNode interval, long factor, long multiplier, long divisor, RexTranslator expressions) {
        if (interval instanceof RexLiteral literal && !literal.isNull()) {
            long units = requireNonNull(literal.getValueAs(BigDecimal.class)).longValueExact();
            if (units % divisor != 0) {
                throw RexTranslator.refused("a date plus a part of a day (cast it to TIMESTAMP first) which");
            }
            return new Scalar.Literal(
                    Math.multiplyExact(units / divisor, Math.multiplyExact(factor, multiplier)), DataType.BIGINT);
        }
        if (interval instanceof RexCall call && call.getKind() == SqlKind.MINUS_PREFIX) {
            return amount(call.getOperands().get(0), -factor, multiplier, divisor, expressions);
        }
        if (interval instanceof RexCall call && call.getKind() == SqlKind.TIMES) {
            RexNode left = call.getOperands().get(0);
            RexNode right = call.getOperands().get(1);
            boolean intervalLeft = SqlTypeUtil.isInterval(left.getType());
            Scalar unit = amount(intervalLeft ? left : right, factor, multiplier, divisor, expressions);
            Scalar count = expressions.translate(intervalLeft ? right : left);
            return Scalars.call(ScalarFunction.MULTIPLY, DataType.BIGINT, Scalars.cast(count, DataType.BIGINT), unit);
        }
        if (divisor != 1) {
            throw RexTranslator.refused(
                    "a date plus an interval that may be of a part of a day (cast it to TIMESTAMP)");
        }
        Scalar value = expressions.translate(interval);
        return factor == 1 ? value : Scalars.call(ScalarFunction.NEGATE, DataType.BIGINT, value);
    }
}
