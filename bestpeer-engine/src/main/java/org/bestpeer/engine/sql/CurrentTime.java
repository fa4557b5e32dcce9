package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlAbstractTimeFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;

/**
 * CURRENT_DATE and its relatives: parts of the time at which the execution began, in the session's zone. Microseconds
 * unless fewer digits are asked for; Calcite's own give whole seconds.
 */
final class CurrentTime extends SqlAbstractTimeFunction {
    private CurrentTime(String name, SqlTypeName type) {
        super(name, type);
    }

    static final List<SqlOperator> FUNCTIONS = List.of(
            new CurrentTime("CURRENT_TIME", SqlTypeName.TIME),
            new CurrentTime("LOCALTIME", SqlTypeName.TIME),
            new CurrentTime("CURRENT_TIMESTAMP", SqlTypeName.TIMESTAMP),
            new CurrentTime("NOW", SqlTypeName.TIMESTAMP),
            new CurrentTime("LOCALTIMESTAMP", SqlTypeName.TIMESTAMP));

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding call) {
        RelDataType given = super.inferReturnType(call);
        return call.getOperandCount() > 0
                ? given
                : call.getTypeFactory().createSqlType(given.getSqlTypeName(), DataType.MAX_FRACTIONAL_SECOND_DIGITS);
    }

    static boolean isCurrent(RexCall call) {
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW" -> true;
            default -> false;
        };
    }

    static Scalar translate(RexCall call) {
        Scalar now = new Scalar.Parameter(Scalar.Parameter.NOW, DataType.TIMESTAMP);
        return Scalars.cast(now, TypeMapping.toEngine(call.getType()));
    }
}
