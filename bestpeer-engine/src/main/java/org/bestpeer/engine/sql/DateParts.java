package org.bestpeer.engine.sql;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;

/** EXTRACT. */
final class DateParts {
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;
    private static final long DAYS_PER_WEEK = 7;

    private DateParts() {}

    static Scalar translate(RexCall call, RexTranslator expressions) {
        String unit = String.valueOf(((RexLiteral) call.getOperands().get(0)).getValue());
        RexNode from = call.getOperands().get(1);
        if (SqlTypeUtil.isInterval(from.getType())) {
            return Intervals.part(unit, from, expressions);
        }
        Scalar value = expressions.translate(from);
        Scalar year = Scalars.call(ScalarFunction.EXTRACT_YEAR, DataType.BIGINT, value);
        return switch (unit) {
            case "EPOCH" -> arithmetic(ScalarFunction.DIVIDE, sinceEpoch(value), MICROSECONDS_PER_SECOND);
            case "ISODOW" -> dayFromMonday(value);
            case "DECADE" -> arithmetic(ScalarFunction.DIVIDE, year, 10);
            case "CENTURY" -> arithmetic(ScalarFunction.DIVIDE, arithmetic(ScalarFunction.ADD, year, 99), 100);
            case "MILLENNIUM" -> arithmetic(ScalarFunction.DIVIDE, arithmetic(ScalarFunction.ADD, year, 999), 1000);
            case "MILLISECOND" ->
                arithmetic(
                        ScalarFunction.DIVIDE,
                        Scalars.call(ScalarFunction.EXTRACT_MICROSECOND, DataType.BIGINT, value),
                        1000);
            default -> Scalars.call(simple(unit), DataType.BIGINT, value);
        };
    }

    private static Scalar dayFromMonday(Scalar value) {
        Scalar fromSunday = Scalars.call(ScalarFunction.EXTRACT_DAY_OF_WEEK, DataType.BIGINT, value);
        Scalar shifted = arithmetic(ScalarFunction.ADD, fromSunday, DAYS_PER_WEEK - 2);
        return arithmetic(ScalarFunction.ADD, arithmetic(ScalarFunction.MODULO, shifted, DAYS_PER_WEEK), 1);
    }

    private static ScalarFunction simple(String unit) {
        return switch (unit) {
            case "ISOYEAR" -> ScalarFunction.EXTRACT_ISO_YEAR;
            case "MICROSECOND" -> ScalarFunction.EXTRACT_MICROSECOND;
            case "YEAR" -> ScalarFunction.EXTRACT_YEAR;
            case "QUARTER" -> ScalarFunction.EXTRACT_QUARTER;
            case "MONTH" -> ScalarFunction.EXTRACT_MONTH;
            case "WEEK" -> ScalarFunction.EXTRACT_WEEK;
            case "DAY" -> ScalarFunction.EXTRACT_DAY;
            case "DOW" -> ScalarFunction.EXTRACT_DAY_OF_WEEK;
            case "DOY" -> ScalarFunction.EXTRACT_DAY_OF_YEAR;
            case "HOUR" -> ScalarFunction.EXTRACT_HOUR;
            case "MINUTE" -> ScalarFunction.EXTRACT_MINUTE;
            case "SECOND" -> ScalarFunction.EXTRACT_SECOND;
            default -> throw RexTranslator.refused("EXTRACT of " + unit);
        };
    }

    private static Scalar arithmetic(ScalarFunction function, Scalar value, long number) {
        return Scalars.call(function, DataType.BIGINT, value, new Scalar.Literal(number, DataType.BIGINT));
    }

    private static Scalar sinceEpoch(Scalar value) {
        Scalar epoch = new Scalar.Literal(0L, DataType.TIMESTAMP);
        return Scalars.call(ScalarFunction.MICROSECONDS_BETWEEN, DataType.BIGINT, value, epoch);
    }
}
