package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Functions under other names: JDBC's {@code {fn …}}, and PostgreSQL's date_part with a text for its unit. */
final class FunctionForms {
    private static final int WITH_START = 3;
    private static final int INSERT_ARGUMENTS = 4;

    private FunctionForms() {}

    /** The call in the form that is known; null if it has it already. */
    static @Nullable SqlNode rewritten(SqlCall call) {
        String name = call.getOperator().getName();
        if (call.getOperator() instanceof SqlJdbcFunctionCall) {
            String bare = name.replace("{fn ", "").replace("}", "").strip();
            return jdbc(bare.toUpperCase(Locale.ROOT), call);
        }
        if (name.equalsIgnoreCase("DATE_PART")
                && call.operandCount() == 2
                && call.operand(0) instanceof SqlCharStringLiteral unit) {
            return part(String.valueOf(unit.getValueAs(String.class)), call);
        }
        return null;
    }

    private static SqlNode part(String unit, SqlCall call) {
        SqlParserPos position = call.getParserPosition();
        try {
            TimeUnit known = TimeUnit.valueOf(unit.strip().toUpperCase(Locale.ROOT));
            return SqlStdOperatorTable.EXTRACT.createCall(
                    position,
                    new SqlIntervalQualifier(known, null, call.operand(0).getParserPosition()),
                    call.operand(1));
        } catch (IllegalArgumentException unknown) {
            throw RexTranslator.refused("DATE_PART of " + unit);
        }
    }

    private static SqlNode jdbc(String name, SqlCall call) {
        SqlParserPos position = call.getParserPosition();
        List<SqlNode> arguments = call.getOperandList();
        return switch (name) {
            case "CONCAT" -> SqlStdOperatorTable.CONCAT.createCall(position, arguments);
            case "CURDATE", "CURRENT_DATE" -> new SqlIdentifier("CURRENT_DATE", position);
            case "CURTIME", "CURRENT_TIME" -> new SqlIdentifier("CURRENT_TIME", position);
            case "NOW", "CURRENT_TIMESTAMP" -> new SqlIdentifier("CURRENT_TIMESTAMP", position);
            case "PI" -> new SqlIdentifier("PI", position);
            case "LOCATE" ->
                arguments.size() == WITH_START || arguments.size() == 2
                        ? SqlStdOperatorTable.POSITION.createCall(position, arguments)
                        : named(name, arguments, position);
            case "INSERT" ->
                arguments.size() == INSERT_ARGUMENTS
                        ? SqlStdOperatorTable.OVERLAY.createCall(
                                position, arguments.get(0), arguments.get(3), arguments.get(1), arguments.get(2))
                        : named(name, arguments, position);
            default -> named(standardName(name), arguments, position);
        };
    }

    private static String standardName(String name) {
        return switch (name) {
            case "UCASE" -> "UPPER";
            case "LCASE" -> "LOWER";
            case "LENGTH" -> "CHAR_LENGTH";
            case "CHAR" -> "CHR";
            case "CEILING" -> "CEIL";
            // The natural one in JDBC; LOG10 is the other.
            case "LOG" -> "LN";
            default -> name;
        };
    }

    private static SqlNode named(String name, List<SqlNode> arguments, SqlParserPos position) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, position),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(position, arguments);
    }
}
