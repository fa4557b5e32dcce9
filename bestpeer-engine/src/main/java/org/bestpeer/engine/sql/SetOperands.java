package org.bestpeer.engine.sql;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Operands of set operations of which it matters whether their values are cast before or after: where the types of two
 * operands differ, the validator casts in the innermost select list, beneath a DISTINCT, which then takes values for equal
 * that only the cast has made so. These operands are selected from, so that the casts come on top.
 */
final class SetOperands {
    private SetOperands() {}

    /** The same set operation with such operands selected from. */
    static SqlCall selected(SqlCall operation, SqlSetOperator operator) {
        List<SqlNode> operands = operation.getOperandList().stream()
                .map(operand -> isSensitive(operand, operator.isAll()) ? selected(operand) : operand)
                .toList();
        return operands.equals(operation.getOperandList())
                ? operation
                : operator.createCall(operation.getParserPosition(), operands);
    }

    private static boolean isSensitive(SqlNode operand, boolean countsDuplicates) {
        if (operand instanceof SqlSelect select) {
            return select.isDistinct() && countsDuplicates;
        }
        return switch (operand.getKind()) {
            case UNION -> countsDuplicates && !((SqlSetOperator) ((SqlCall) operand).getOperator()).isAll();
            case INTERSECT, EXCEPT, ORDER_BY -> true;
            default -> false;
        };
    }

    private static SqlNode selected(SqlNode query) {
        SqlParserPos position = query.getParserPosition();
        SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(position));
        return new SqlSelect(position, null, star, query, null, null, null, null, null, null, null, null, null);
    }
}
