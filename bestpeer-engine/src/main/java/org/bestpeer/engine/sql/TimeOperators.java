package org.bestpeer.engine.sql;

import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Plus and minus as in PostgreSQL: besides what Calcite takes, a date minus a date is a number of days, a timestamp minus
 * a timestamp an interval, and a date plus or minus an integer another date.
 */
final class TimeOperators {
    /** A time minus a time. */
    static final SqlFunction DIFFERENCE =
            SqlBasicFunction.create("TIME_DIFFERENCE", ReturnTypes.BIGINT_NULLABLE, OperandTypes.VARIADIC);

    /** A date and a number of days. */
    static final SqlFunction SHIFT =
            SqlBasicFunction.create("DATE_SHIFT", ReturnTypes.ARG0_NULLABLE, OperandTypes.VARIADIC);

    private static final int PRECEDENCE = 40;
    private static final SqlBinaryOperator PLUS = operator("+", SqlKind.PLUS, SqlStdOperatorTable.PLUS);
    private static final SqlBinaryOperator MINUS = operator("-", SqlKind.MINUS, SqlStdOperatorTable.MINUS);

    private TimeOperators() {}

    private static SqlBinaryOperator operator(String name, SqlKind kind, SqlOperator standard) {
        return new SqlBinaryOperator(
                name,
                kind,
                PRECEDENCE,
                true,
                binding -> type(binding, kind, standard),
                InferTypes.FIRST_KNOWN,
                new Operands(kind, standard));
    }

    /** The operators, to be found before Calcite's. */
    static List<SqlOperator> operators() {
        return List.of(PLUS, MINUS);
    }

    static boolean isOurs(SqlCall call) {
        return call.getOperator().equals(PLUS) || call.getOperator().equals(MINUS);
    }

    private static boolean isDifference(SqlKind kind, RelDataType a, RelDataType b) {
        boolean times = isTime(a) && isTime(b);
        return kind == SqlKind.MINUS && (times || (isDay(a) && isDay(b)));
    }

    private static boolean isTime(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIME;
    }

    private static boolean isDay(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE || type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }

    private static boolean isShift(SqlKind kind, RelDataType a, RelDataType b) {
        boolean first = a.getSqlTypeName() == SqlTypeName.DATE && SqlTypeUtil.isIntType(b);
        boolean second = b.getSqlTypeName() == SqlTypeName.DATE && SqlTypeUtil.isIntType(a);
        return first || (kind == SqlKind.PLUS && second);
    }

    private static RelDataType type(SqlOperatorBinding binding, SqlKind kind, SqlOperator standard) {
        RelDataType a = binding.getOperandType(0);
        RelDataType b = binding.getOperandType(1);
        RelDataTypeFactory types = binding.getTypeFactory();
        if (isDifference(kind, a, b)) {
            boolean dates = a.getSqlTypeName() == SqlTypeName.DATE && b.getSqlTypeName() == SqlTypeName.DATE;
            RelDataType type = dates
                    ? types.createSqlType(SqlTypeName.INTEGER)
                    : types.createSqlIntervalType(
                            new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
            return types.createTypeWithNullability(type, true);
        }
        if (isShift(kind, a, b)) {
            return types.createTypeWithNullability(types.createSqlType(SqlTypeName.DATE), true);
        }
        return standard.inferReturnType(binding);
    }

    /** What the operator takes: times as said, else what the standard operator takes. */
    private record Operands(SqlKind kind, SqlOperator standard) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            RelDataType a = binding.getOperandType(0);
            RelDataType b = binding.getOperandType(1);
            if (isDifference(kind, a, b) || isShift(kind, a, b)) {
                return true;
            }
            SqlOperandTypeChecker checker = standard.getOperandTypeChecker();
            return checker == null || checker.checkOperandTypes(binding, throwOnFailure);
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.of(2);
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String name) {
            return standard.getAllowedSignatures();
        }
    }

    static RexNode converted(SqlRexContext context, SqlCall call) {
        SqlKind kind = call.getKind();
        RelDataType a = context.getValidator().getValidatedNodeType(call.operand(0));
        RelDataType b = context.getValidator().getValidatedNodeType(call.operand(1));
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        if (isDifference(kind, a, b)) {
            return context.getRexBuilder().makeCall(type, DIFFERENCE, operands(context, call));
        }
        if (isShift(kind, a, b)) {
            SqlOperator sign = kind == SqlKind.PLUS ? SqlStdOperatorTable.UNARY_PLUS : SqlStdOperatorTable.UNARY_MINUS;
            List<RexNode> operands = operands(context, call);
            boolean dateFirst = isDay(a);
            RexNode days = context.getRexBuilder().makeCall(sign, operands.get(dateFirst ? 1 : 0));
            return context.getRexBuilder().makeCall(type, SHIFT, List.of(operands.get(dateFirst ? 0 : 1), days));
        }
        if (kind == SqlKind.MINUS && SqlTypeUtil.isDatetime(a) && SqlTypeUtil.isInterval(b)) {
            return context.getRexBuilder().makeCall(type, SqlStdOperatorTable.MINUS_DATE, operands(context, call));
        }
        SqlOperator standard = kind == SqlKind.PLUS ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS;
        SqlCall plain = standard.createCall(call.getParserPosition(), call.getOperandList());
        return StandardConvertletTable.INSTANCE.get(plain).convertCall(context, plain);
    }

    private static List<RexNode> operands(SqlRexContext context, SqlCall call) {
        return call.getOperandList().stream().map(context::convertExpression).toList();
    }
}
