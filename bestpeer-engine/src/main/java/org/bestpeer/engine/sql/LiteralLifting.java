package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters in place of literals that are compared with something in WHERE, ON, HAVING and in the CASE of an
 * aggregate's argument, so that statements that differ in nothing else share a plan. Each parameter is cast to its
 * literal's exact type, and the type is thereby part of the text that plans are found by: the meaning cannot change.
 */
final class LiteralLifting {
    private static final int MAX_LIST = 32;

    /** What an expression in them is never matched with a key of GROUP BY. */
    private static final Set<String> AGGREGATES = Set.of("SUM", "COUNT", "MIN", "MAX", "AVG");

    private final List<@Nullable Object> values = new ArrayList<>();
    private final int firstIndex;

    private LiteralLifting(int firstIndex) {
        this.firstIndex = firstIndex;
    }

    /**
     * Changes the tree in place.
     *
     * @param firstIndex number of parameters that the statement has already
     * @return the values of the new parameters
     */
    static List<@Nullable Object> lift(SqlNode query, int firstIndex) {
        LiteralLifting lifting = new LiteralLifting(firstIndex);
        lifting.walk(query, false);
        return lifting.values;
    }

    private void walk(@Nullable SqlNode node, boolean condition) {
        if (node instanceof SqlSelect select) {
            walkSelect(select);
        } else if (node instanceof SqlJoin join) {
            walk(join.getLeft(), false);
            walk(join.getRight(), false);
            walk(join.getCondition(), join.getConditionType() == JoinConditionType.ON);
        } else if (node instanceof SqlNodeList list) {
            list.forEach(element -> walk(element, false));
        } else if (node instanceof SqlCall call) {
            walkCall(call, condition);
        }
    }

    private void walkSelect(SqlSelect select) {
        walkSelectList(select);
        walk(select.getFrom(), false);
        walk(select.getWhere(), true);
        walk(select.getGroup(), false);
        walk(select.getHaving(), groupsByColumns(select));
        walk(select.getOrderList(), false);
    }

    /** With DISTINCT, an expression of ORDER BY must go on being the same as one of these. */
    private void walkSelectList(SqlSelect select) {
        for (SqlNode column : select.getSelectList()) {
            walk(column, false);
            if (!select.isDistinct()) {
                walkAggregates(column);
            }
        }
    }

    private void walkAggregates(@Nullable SqlNode node) {
        if (!(node instanceof SqlCall call) || node instanceof SqlSelect) {
            return;
        }
        boolean aggregate = call.getOperator() instanceof SqlFunction function
                && AGGREGATES.contains(function.getName().toUpperCase(Locale.ROOT));
        for (SqlNode operand : call.getOperandList()) {
            if (!aggregate) {
                walkAggregates(operand);
            } else if (operand instanceof SqlCase choice && choice.getValueOperand() == null) {
                choice.getWhenOperands().forEach(condition -> walk(condition, true));
            }
        }
    }

    /** Where an expression is grouped by, HAVING must go on being the same expression. */
    private static boolean groupsByColumns(SqlSelect select) {
        return select.getGroup() == null || select.getGroup().stream().allMatch(key -> key instanceof SqlIdentifier);
    }

    private void walkCall(SqlCall call, boolean condition) {
        boolean inner = false;
        if (condition) {
            switch (call.getKind()) {
                case AND, OR, NOT -> inner = true;
                case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
                    liftOperand(call, 0, call.operand(1));
                    liftOperand(call, 1, call.operand(0));
                }
                case BETWEEN -> {
                    liftOperand(call, 1, call.operand(0));
                    liftOperand(call, 2, call.operand(0));
                }
                case LIKE -> liftOperand(call, 1, call.operand(0));
                case IN, NOT_IN -> liftList(call);
                default -> inner = false;
            }
        }
        for (SqlNode operand : call.getOperandList()) {
            walk(operand, inner);
        }
    }

    private void liftOperand(SqlCall call, int index, SqlNode other) {
        if (other instanceof SqlLiteral || other instanceof SqlDynamicParam) {
            return;
        }
        SqlNode operand = call.operand(index);
        Lifted.of(operand).ifPresentOrElse(l -> call.setOperand(index, parameter(l)), () -> liftNumbers(operand));
    }

    private void liftNumbers(SqlNode node) {
        if (!(node instanceof SqlCall call) || !isArithmetic(call)) {
            return;
        }
        for (int i = 0; i < call.operandCount(); i++) {
            if (call.operand(i) instanceof SqlNumericLiteral number) {
                int index = i;
                Lifted.of(number).ifPresent(l -> call.setOperand(index, parameter(l)));
            } else {
                liftNumbers(call.operand(i));
            }
        }
    }

    /** Of numbers: what is done with intervals needs them as they are. */
    private static boolean isArithmetic(SqlCall call) {
        return (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS || call.getKind() == SqlKind.TIMES)
                && call.getOperandList().stream().noneMatch(operand -> operand instanceof SqlIntervalLiteral);
    }

    private void liftList(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList list) || list.size() > MAX_LIST) {
            return;
        }
        List<Lifted> lifted = list.stream().flatMap(e -> Lifted.of(e).stream()).toList();
        boolean sameType = lifted.stream().map(Lifted::type).distinct().count() == 1;
        if (lifted.size() == list.size() && sameType) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, parameter(lifted.get(i)));
            }
        }
    }

    private SqlNode parameter(Lifted literal) {
        SqlNode parameter = new SqlDynamicParam(firstIndex + values.size(), literal.position());
        values.add(literal.value());
        return SqlStdOperatorTable.CAST.createCall(literal.position(), parameter, literal.typeSpec());
    }
}
