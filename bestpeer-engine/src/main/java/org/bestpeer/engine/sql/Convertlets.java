package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** How calls become expressions: as Calcite does it, but that TIMESTAMPDIFF keeps its unit. */
final class Convertlets implements SqlRexConvertletTable {
    /** unit, earlier, later. */
    static final SqlFunction TIME_BETWEEN =
            SqlBasicFunction.create("TIME_BETWEEN", ReturnTypes.BIGINT_NULLABLE, OperandTypes.VARIADIC);

    private static final String JDBC_PREFIX = "SQL_TSI_";

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        boolean difference = call.getKind() == SqlKind.TIMESTAMP_DIFF
                && call.operandCount() == 3
                && call.operand(0) instanceof SqlIntervalQualifier;
        if (TimeOperators.isOurs(call)) {
            return TimeOperators::converted;
        }
        return difference ? Convertlets::timeBetween : StandardConvertletTable.INSTANCE.get(call);
    }

    private static RexNode timeBetween(SqlRexContext context, SqlCall call) {
        SqlIntervalQualifier qualifier = call.operand(0);
        String unit = qualifier.timeFrameName == null ? qualifier.getUnit().name() : qualifier.timeFrameName;
        RexBuilder builder = context.getRexBuilder();
        return builder.makeCall(
                context.getValidator().getValidatedNodeType(call),
                TIME_BETWEEN,
                List.of(
                        builder.makeLiteral(unit.toUpperCase(Locale.ROOT).replace(JDBC_PREFIX, "")),
                        context.convertExpression(call.operand(1)),
                        context.convertExpression(call.operand(2))));
    }
}
