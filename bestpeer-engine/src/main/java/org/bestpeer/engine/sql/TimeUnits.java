package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** FLOOR and CEIL of a time to a unit, DATE_TRUNC, LAST_DAY. Weeks begin on Monday, as in PostgreSQL. */
final class TimeUnits {
    private static final long SECOND = 1_000_000;

    private TimeUnits() {}

    /** FLOOR(x TO unit) or CEIL(x TO unit). */
    static Scalar rounded(RexCall call, RexTranslator expressions) {
        String unit = String.valueOf(((RexLiteral) call.getOperands().get(1)).getValue());
        Scalar value = expressions.translate(call.getOperands().get(0));
        Scalar floor = floor(unit, value, call.getKind().toString());
        if (call.getKind() == SqlKind.FLOOR) {
            return floor;
        }
        Scalar same = Scalars.call(ScalarFunction.EQUAL, DataType.BOOLEAN, floor, value);
        return new Scalar.Call(ScalarFunction.CASE, List.of(same, value, next(unit, floor)), value.type());
    }

    /** DATE_TRUNC('unit', x). */
    static Scalar truncated(RexCall call, RexTranslator expressions) {
        RexNode unit = call.getOperands().get(0);
        if (!(unit instanceof RexLiteral literal) || literal.isNull()) {
            throw RexTranslator.refused("DATE_TRUNC to a unit that is not a literal");
        }
        Scalar value = expressions.translate(call.getOperands().get(1));
        return floor(
                String.valueOf(literal.getValueAs(String.class)).toUpperCase(Locale.ROOT),
                Scalars.cast(value, DataType.TIMESTAMP),
                "DATE_TRUNC");
    }

    /** Whole units from the first time to the second, towards zero. */
    static Scalar between(RexCall call, RexTranslator expressions) {
        String unit = String.valueOf(((RexLiteral) call.getOperands().get(0)).getValueAs(String.class));
        Scalar earlier = expressions.translate(call.getOperands().get(1));
        Scalar later = expressions.translate(call.getOperands().get(2));
        long divisor =
                switch (unit) {
                    case "MONTH", "MICROSECOND" -> 1;
                    case "QUARTER" -> 3;
                    case "YEAR" -> 12;
                    case "MILLISECOND" -> SECOND / 1000;
                    case "SECOND" -> SECOND;
                    case "MINUTE" -> 60 * SECOND;
                    case "HOUR" -> 3600 * SECOND;
                    case "DAY" -> 86_400 * SECOND;
                    case "WEEK" -> 7 * 86_400 * SECOND;
                    default -> throw RexTranslator.refused("TIMESTAMPDIFF in the unit " + unit);
                };
        boolean months = unit.equals("MONTH") || unit.equals("QUARTER") || unit.equals("YEAR");
        Scalar difference = Scalars.call(
                months ? ScalarFunction.MONTHS_BETWEEN : ScalarFunction.MICROSECONDS_BETWEEN,
                DataType.BIGINT,
                later,
                earlier);
        Scalar whole = divisor == 1
                ? difference
                : Scalars.call(ScalarFunction.DIVIDE, DataType.BIGINT, difference, number(divisor));
        return RexTranslator.as(whole, TypeMapping.toEngine(call.getType()));
    }

    static Scalar lastDay(Scalar value) {
        Scalar first =
                Scalars.call(ScalarFunction.TRUNCATE_TO_MONTH, DataType.DATE, Scalars.cast(value, DataType.DATE));
        Scalar next = Scalars.call(ScalarFunction.ADD_MONTHS, DataType.DATE, first, number(1));
        return Scalars.call(ScalarFunction.ADD_DAYS, DataType.DATE, next, number(-1));
    }

    private static Scalar floor(String unit, Scalar value, String what) {
        Optional<ScalarFunction> function =
                switch (unit) {
                    case "YEAR", "YEARS" -> Optional.of(ScalarFunction.TRUNCATE_TO_YEAR);
                    case "QUARTER" -> Optional.of(ScalarFunction.TRUNCATE_TO_QUARTER);
                    case "MONTH", "MONTHS" -> Optional.of(ScalarFunction.TRUNCATE_TO_MONTH);
                    case "WEEK", "WEEKS", "ISOWEEK" -> Optional.of(ScalarFunction.TRUNCATE_TO_WEEK);
                    case "DAY", "DAYS" -> Optional.of(ScalarFunction.TRUNCATE_TO_DAY);
                    case "HOUR", "HOURS" -> Optional.of(ScalarFunction.TRUNCATE_TO_HOUR);
                    case "MINUTE", "MINUTES" -> Optional.of(ScalarFunction.TRUNCATE_TO_MINUTE);
                    case "SECOND", "SECONDS" -> Optional.of(ScalarFunction.TRUNCATE_TO_SECOND);
                    default -> Optional.empty();
                };
        return Scalars.call(
                function.orElseThrow(() -> RexTranslator.refused(what + " to the unit " + unit)), value.type(), value);
    }

    private static Scalar number(long value) {
        return new Scalar.Literal(value, DataType.BIGINT);
    }

    /** A unit later. */
    private static Scalar next(String unit, Scalar floor) {
        boolean date = floor.type().kind() == TypeKind.DATE;
        long months =
                switch (unit) {
                    case "YEAR" -> 12;
                    case "QUARTER" -> 3;
                    case "MONTH" -> 1;
                    default -> 0;
                };
        if (months > 0) {
            return Scalars.call(ScalarFunction.ADD_MONTHS, floor.type(), floor, number(months));
        }
        long seconds =
                switch (unit) {
                    case "WEEK", "ISOWEEK" -> 7 * 86_400;
                    case "DAY" -> 86_400;
                    case "HOUR" -> 3600;
                    case "MINUTE" -> 60;
                    default -> 1;
                };
        return date
                ? Scalars.call(ScalarFunction.ADD_DAYS, floor.type(), floor, number(Math.max(1, seconds / 86_400)))
                : Scalars.call(ScalarFunction.ADD_MICROSECONDS, floor.type(), floor, number(seconds * SECOND));
    }
}
