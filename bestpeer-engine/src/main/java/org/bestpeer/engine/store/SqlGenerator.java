package org.bestpeer.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.type.Field;

/**
 * Writes a scan as SQL. Every name is quoted and every literal is a placeholder, so nothing that a user wrote reaches
 * the text of the statement. The filter must have passed {@link StorePredicates}.
 */
public final class SqlGenerator {
    private final SqlDialect dialect;

    public SqlGenerator(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** The statement for the scan, over the rows between two numbers. */
    public StoreStatement generate(StoreScan scan, StoreTable table) {
        List<Field> fields = scan.scan().fields();
        String row = dialect.quote(table.rowColumn());
        StringBuilder sql = new StringBuilder("SELECT ");
        // A scan of no columns still has rows to count.
        sql.append(
                fields.isEmpty()
                        ? row
                        : fields.stream().map(f -> dialect.quote(f.name())).collect(Collectors.joining(", ")));
        sql.append(" FROM ").append(dialect.quote(table.schema())).append('.').append(dialect.quote(table.name()));
        sql.append(" WHERE ").append(row).append(" >= ? AND ").append(row).append(" < ?");
        List<Scalar.Literal> literals = new ArrayList<>();
        scan.filter()
                .ifPresent(filter -> sql.append(" AND ").append(filter.dispatch(new ConditionText(fields, literals))));
        if (!scan.order().isEmpty()) {
            sql.append(" ORDER BY ");
            sql.append(scan.order().stream().map(key -> sortKey(key, fields)).collect(Collectors.joining(", ")));
        }
        if (scan.limit().isPresent()) {
            sql.append(' ').append(dialect.limitClause());
        }
        return new StoreStatement(sql.toString(), literals, scan.limit().isPresent());
    }

    private String sortKey(SortKey key, List<Field> fields) {
        return dialect.quote(fields.get(key.column()).name())
                + (key.descending() ? " DESC" : " ASC")
                + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }

    /** Text of a condition; collects its literals in the order of their placeholders. */
    private final class ConditionText implements Scalar.Handler<String> {
        private final List<Field> fields;
        private final List<Scalar.Literal> literals;

        ConditionText(List<Field> fields, List<Scalar.Literal> literals) {
            this.fields = fields;
            this.literals = literals;
        }

        @Override
        public String onColumn(Scalar.ColumnRef column) {
            return dialect.quote(fields.get(column.index()).name());
        }

        @Override
        public String onLiteral(Scalar.Literal literal) {
            return placeholder(literal, dialect.typedPlaceholder(literal.type()));
        }

        @Override
        public String onParameter(Scalar.Parameter parameter) {
            throw unsupported("a parameter without a value");
        }

        @Override
        public String onCall(Scalar.Call call) {
            return switch (call.function()) {
                case AND -> joined(call, " AND ");
                case OR -> joined(call, " OR ");
                case NOT -> "(NOT " + argument(call, 0) + ")";
                case IS_NULL -> "(" + argument(call, 0) + " IS NULL)";
                case IS_NOT_NULL -> "(" + argument(call, 0) + " IS NOT NULL)";
                case IN -> "(" + operand(call, 0, 1) + " IN (" + choices(call) + "))";
                default -> comparison(call);
            };
        }

        private String comparison(Scalar.Call call) {
            return "(" + operand(call, 0, 1) + " " + operator(call.function()) + " " + operand(call, 1, 0) + ")";
        }

        private String operator(ScalarFunction function) {
            return switch (function) {
                case EQUAL -> "=";
                case NOT_EQUAL -> "<>";
                case LESS -> "<";
                case LESS_OR_EQUAL -> "<=";
                case GREATER -> ">";
                case GREATER_OR_EQUAL -> ">=";
                case LIKE -> "LIKE";
                default -> throw unsupported("function " + function);
            };
        }

        private String choices(Scalar.Call call) {
            List<String> choices = new ArrayList<>();
            for (int i = 1; i < call.arguments().size(); i++) {
                choices.add(operand(call, i, 0));
            }
            return String.join(", ", choices);
        }

        /** An argument; a literal that is a value of the other side's type takes that type, which keeps indexes usable. */
        private String operand(Scalar.Call call, int index, int other) {
            Scalar argument = call.arguments().get(index);
            Scalar opposite = call.arguments().get(other);
            if (argument instanceof Scalar.Literal literal && opposite instanceof Scalar.ColumnRef column) {
                Scalar.Literal typed = Literals.inTypeOf(literal, column.type());
                return typed.type().equals(column.type()) ? placeholder(typed, "?") : onLiteral(typed);
            }
            return argument.dispatch(this);
        }

        private String placeholder(Scalar.Literal literal, String text) {
            literals.add(literal);
            return text;
        }

        private String joined(Scalar.Call call, String separator) {
            return call.arguments().stream()
                    .map(argument -> argument.dispatch(this))
                    .collect(Collectors.joining(separator, "(", ")"));
        }

        private String argument(Scalar.Call call, int index) {
            return call.arguments().get(index).dispatch(this);
        }

        private BestPeerException unsupported(String what) {
            return new BestPeerException(ErrorCode.NOT_SUPPORTED, what + " cannot be asked of the store");
        }
    }
}
