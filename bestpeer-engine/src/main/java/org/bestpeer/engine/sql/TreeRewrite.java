package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Forms that the validator does not know, written as those that it does. */
final class TreeRewrite extends SqlShuttle {
    private static final Pattern BEYOND_MILLISECONDS = Pattern.compile("\\.\\d{3}\\d*[1-9]");

    private static final Set<String> AGGREGATES = Set.of(
            "COUNT",
            "SUM",
            "MIN",
            "MAX",
            "AVG",
            "ANY_VALUE",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP");

    private TreeRewrite() {}

    static SqlNode apply(SqlNode query) {
        SqlNode rewritten = query.accept(new TreeRewrite());
        return rewritten == null ? query : rewritten;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlCall operation && operation.getOperator() instanceof SqlSetOperator operator) {
            return SetOperands.selected(operation, operator);
        }
        if (visited instanceof SqlCall function) {
            SqlNode rewritten = FunctionForms.rewritten(function);
            if (rewritten != null) {
                return rewritten;
            }
        }
        return visited instanceof SqlCall over
                        && over.getKind() == SqlKind.OVER
                        && over.operand(0) instanceof SqlCall filter
                        && filter.getKind() == SqlKind.FILTER
                ? filtered(over, filter)
                : visited;
    }

    /** The parser cuts fractions of a second after three digits: rather refused than another interval. */
    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlIntervalLiteral
                && literal.getValue() instanceof SqlIntervalLiteral.IntervalValue interval
                && BEYOND_MILLISECONDS.matcher(interval.getIntervalLiteral()).find()) {
            throw RexTranslator.refused("an interval literal of less than a millisecond");
        }
        return super.visit(literal);
    }

    /** An aggregate passes over NULLs, so what the filter takes away may as well be NULL. */
    private static SqlNode filtered(SqlCall over, SqlCall filter) {
        SqlCall aggregate = filter.operand(0);
        if (!isAggregate(aggregate)) {
            throw RexTranslator.refused("FILTER with " + aggregate.getOperator().getName() + " OVER");
        }
        List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
        SqlNode counted = operands.get(0);
        boolean star = counted instanceof SqlIdentifier name && name.isStar();
        SqlParserPos position = counted.getParserPosition();
        SqlNode value = star ? SqlLiteral.createExactNumeric("1", position) : counted;
        operands.set(
                0,
                SqlCase.createSwitched(position, null, SqlNodeList.of(filter.operand(1)), SqlNodeList.of(value), null));
        SqlCall kept = new SqlBasicCall(
                aggregate.getOperator(), operands, aggregate.getParserPosition(), aggregate.getFunctionQuantifier());
        return over.getOperator().createCall(over.getParserPosition(), kept, over.operand(1));
    }

    private static boolean isAggregate(SqlCall call) {
        boolean known = AGGREGATES.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
        return known && call.operandCount() > 0;
    }
}
