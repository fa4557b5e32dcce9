package org.bestpeer.engine.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters in place of literals that are compared with something in WHERE, ON and HAVING, so that statements
 * that differ in nothing else share a plan. Each parameter is cast to its literal's exact type, and the type is thereby
 * part of the text that plans are found by: the meaning cannot change.
 */
final class LiteralLifting {
    private static final int MAX_LIST = 32;

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
        walk(select.getSelectList(), false);
        walk(select.getFrom(), false);
        walk(select.getWhere(), true);
        walk(select.getGroup(), false);
        walk(select.getHaving(), groupsByColumns(select));
        walk(select.getOrderList(), false);
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
                case IN, NOT_IN -> liftList(call);
                default -> inner = false;
            }
        }
        for (SqlNode operand : call.getOperandList()) {
            walk(operand, inner);
        }
    }

    private void liftOperand(SqlCall call, int index, SqlNode other) {
        if (!(other instanceof SqlLiteral) && !(other instanceof SqlDynamicParam)) {
            Lifted.of(call.operand(index)).ifPresent(l -> call.setOperand(index, parameter(l)));
        }
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
        SqlNode parameter = new SqlDynamicParam(firstIndex + values.size(), literal.position);
        values.add(literal.value);
        return SqlStdOperatorTable.CAST.createCall(literal.position, parameter, literal.typeSpec());
    }

    /** A literal that may be lifted, its value in the Java class of its type. */
    private record Lifted(Object value, DataType type, SqlParserPos position) {
        static Optional<Lifted> of(SqlNode node) {
            if (node instanceof SqlNumericLiteral number) {
                return number(number);
            }
            if (node instanceof SqlCharStringLiteral text) {
                return Optional.ofNullable(text.getValueAs(String.class))
                        .map(value -> new Lifted(value, DataType.VARCHAR, node.getParserPosition()));
            }
            return node instanceof SqlUnknownLiteral unknown && unknown.tag.equals("DATE")
                    ? date(unknown)
                    : Optional.empty();
        }

        private static Optional<Lifted> number(SqlNumericLiteral literal) {
            BigDecimal value = literal.bigDecimalValue();
            if (value == null || !literal.isExact()) {
                return Optional.empty();
            }
            SqlParserPos position = literal.getParserPosition();
            if (literal.isInteger() && value.precision() < DataType.MAX_DECIMAL_PRECISION / 2) {
                long whole = value.longValueExact();
                return Optional.of(
                        (int) whole == whole
                                ? new Lifted((int) whole, DataType.INTEGER, position)
                                : new Lifted(whole, DataType.BIGINT, position));
            }
            int scale = Math.max(0, literal.getScale() == null ? 0 : literal.getScale());
            int precision = Math.max(scale, Math.max(1, value.setScale(scale).precision()));
            return precision > DataType.MAX_DECIMAL_PRECISION
                    ? Optional.empty()
                    : Optional.of(new Lifted(value.setScale(scale), DataType.decimal(precision, scale), position));
        }

        private static Optional<Lifted> date(SqlUnknownLiteral literal) {
            try {
                int day = (int)
                        LocalDate.parse(String.valueOf(literal.getValue())).toEpochDay();
                return Optional.of(new Lifted(day, DataType.DATE, literal.getParserPosition()));
            } catch (DateTimeParseException malformed) {
                // The validator reports it, with its position.
                return Optional.empty();
            }
        }

        SqlDataTypeSpec typeSpec() {
            SqlBasicTypeNameSpec name =
                    switch (type.kind()) {
                        case INTEGER -> new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, position);
                        case BIGINT -> new SqlBasicTypeNameSpec(SqlTypeName.BIGINT, position);
                        case DECIMAL ->
                            new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, type.precision(), type.scale(), position);
                        case DATE -> new SqlBasicTypeNameSpec(SqlTypeName.DATE, position);
                        default -> new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position);
                    };
            return new SqlDataTypeSpec(name, position);
        }
    }
}
