package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/** Names of a query's columns; one without a name gets the one that PostgreSQL gives it. */
final class ColumnNames {
    private static final String UNNAMED = "?column?";

    private ColumnNames() {}

    /**
     * The names.
     *
     * @param query the tree as parsed
     * @param validated the names that the validator found, which are right wherever the user gave one
     */
    static List<String> of(SqlNode query, List<String> validated) {
        SqlNode body = body(query);
        if (!(body instanceof SqlSelect select)) {
            return body.getKind() == SqlKind.VALUES ? numbered(validated.size()) : validated;
        }
        List<SqlNode> items = select.getSelectList().getList();
        int stars = (int) items.stream().filter(ColumnNames::isStar).count();
        if (stars > 1) {
            return validated;
        }
        List<String> names = new ArrayList<>();
        int starWidth = validated.size() - (items.size() - stars);
        for (SqlNode item : items) {
            if (isStar(item)) {
                names.addAll(validated.subList(names.size(), names.size() + starWidth));
            } else {
                names.add(name(item));
            }
        }
        return names;
    }

    private static List<String> numbered(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add("column" + i);
        }
        return names;
    }

    private static SqlNode body(SqlNode query) {
        if (query instanceof SqlOrderBy order) {
            return body(order.query);
        }
        if (query instanceof SqlWith with) {
            return body(with.body);
        }
        if (SqlKind.SET_QUERY.contains(query.getKind())) {
            return body(((SqlCall) query).operand(0));
        }
        return query;
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier identifier && identifier.isStar();
    }

    private static String name(SqlNode item) {
        if (item instanceof SqlIdentifier identifier) {
            return identifier.names.get(identifier.names.size() - 1);
        }
        if (!(item instanceof SqlCall call)) {
            return UNNAMED;
        }
        return switch (call.getKind()) {
            case AS -> ((SqlIdentifier) call.operand(1)).getSimple();
            case CASE -> "case";
            case CAST -> name(call.operand(0));
            case SCALAR_QUERY, SELECT -> scalarName(call);
            case EXISTS -> "exists";
            case FILTER, WITHIN_GROUP, OVER -> name(call.operand(0));
            default ->
                call.getOperator() instanceof SqlFunction
                                || (call instanceof SqlBasicCall && call.getKind() == SqlKind.OTHER_FUNCTION)
                        ? call.getOperator().getName().toLowerCase(Locale.ROOT)
                        : UNNAMED;
        };
    }

    private static String scalarName(SqlCall call) {
        SqlNode query = call instanceof SqlSelect ? call : body(call.operand(0));
        return query instanceof SqlSelect select && select.getSelectList().size() == 1
                ? name(select.getSelectList().get(0))
                : UNNAMED;
    }
}
