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
    private DateParts() {}

    static Scalar translate(RexCall call, RexTranslator expressions) {
        String unit = String.valueOf(((RexLiteral) call.getOperands().get(0)).getValue());
        RexNode from = call.getOperands().get(1);
        if (SqlTypeUtil.isInterval(from.getType())) {
            throw RexTranslator.refused("EXTRACT from an interval");
        }
        ScalarFunction function =
                switch (unit) {
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
        return Scalars.call(function, DataType.BIGINT, expressions.translate(from));
    }
}
