package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Comparisons of rows, column by column. */
final class RowComparisons {
    private RowComparisons() {}

    static boolean isOfRows(RexCall call) {
        return call.getOperands().size() == 2
                && call.getOperands().stream().allMatch(RowComparisons::isRow)
                && width(call, 0) == width(call, 1);
    }

    private static int width(RexCall call, int side) {
        return call.getOperands().get(side).getType().getFieldCount();
    }

    private static boolean isRow(RexNode node) {
        return node.getKind() == SqlKind.ROW
                || (node.getKind() == SqlKind.CAST
                        && isRow(((RexCall) node).getOperands().get(0)));
    }

    private static List<RexNode> columns(RexNode row, RexBuilder builder) {
        RexCall call = (RexCall) row;
        if (call.getKind() == SqlKind.ROW) {
            return call.getOperands();
        }
        List<RexNode> columns = new ArrayList<>();
        for (RexNode column : columns(call.getOperands().get(0), builder)) {
            columns.add(builder.makeCast(
                    call.getType().getFieldList().get(columns.size()).getType(), column));
        }
        return columns;
    }

    static RexNode expanded(RexCall call, RexBuilder builder) {
        List<RexNode> left = columns(call.getOperands().get(0), builder);
        List<RexNode> right = columns(call.getOperands().get(1), builder);
        return switch (call.getKind()) {
            case EQUALS, IS_NOT_DISTINCT_FROM ->
                RexUtil.composeConjunction(builder, pairs(call.getOperator(), left, right, builder));
            case NOT_EQUALS, IS_DISTINCT_FROM ->
                RexUtil.composeDisjunction(builder, pairs(call.getOperator(), left, right, builder));
            default -> ordered(call.getOperator(), left, right, builder);
        };
    }

    private static List<RexNode> pairs(
            SqlOperator operator, List<RexNode> left, List<RexNode> right, RexBuilder builder) {
        List<RexNode> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(builder.makeCall(operator, left.get(i), right.get(i)));
        }
        return pairs;
    }

    /** The first columns decide, if they differ; else the rest. */
    private static RexNode ordered(SqlOperator operator, List<RexNode> left, List<RexNode> right, RexBuilder builder) {
        if (left.size() == 1) {
            return builder.makeCall(operator, left.get(0), right.get(0));
        }
        boolean less = operator.getKind() == SqlKind.LESS_THAN || operator.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
        SqlOperator strict = less ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN;
        RexNode rest = ordered(operator, left.subList(1, left.size()), right.subList(1, right.size()), builder);
        return builder.makeCall(
                SqlStdOperatorTable.OR,
                builder.makeCall(strict, left.get(0), right.get(0)),
                builder.makeCall(
                        SqlStdOperatorTable.AND,
                        builder.makeCall(SqlStdOperatorTable.EQUALS, left.get(0), right.get(0)),
                        rest));
    }
}
