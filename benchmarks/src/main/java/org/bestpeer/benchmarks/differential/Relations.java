package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bestpeer.benchmarks.differential.Expression.Family;

/** Makes up what stands behind FROM. */
final class Relations {
    private static final long MAX_ROWS = 3_000;
    private static final List<String> KINDS =
            List.of("JOIN", "JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");

    private final Chance chance;
    private final List<Table> tables;
    private final List<Generated> named = new ArrayList<>();
    private int aliases;

    Relations(Chance chance, Schema schema) {
        this.chance = chance;
        this.tables = schema.tables();
    }

    String newAlias() {
        return "r" + aliases++;
    }

    /** From now on the query, known under a name, may be used in place of a table. */
    void name(Sql name, Generated query) {
        named.add(new Generated(name, query.columns(), query.rows()));
    }

    void forget() {
        named.clear();
    }

    /** A table, or what has a name. */
    Generated simple() {
        String alias = newAlias();
        if (!named.isEmpty() && chance.oneIn(2)) {
            return aliased(chance.pick(named), "$0 AS " + alias, alias);
        }
        Table table = chance.pick(tables);
        List<Expression> columns = table.columns().stream()
                .map(c -> Expression.column(alias + "." + c.name(), c.type(), c.domain()))
                .toList();
        Sql sql = Sql.of(Sql.Sort.RELATION, table.name() + " AS " + alias);
        return new Generated(sql, columns, table.rows().size());
    }

    private static Generated aliased(Generated query, String words, String alias) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
            columns.add(query.columns().get(i).named(alias + ".c" + i));
        }
        return new Generated(Sql.of(Sql.Sort.RELATION, words, query.sql()), columns, query.rows());
    }

    /**
     * A relation with up to so many joins.
     *
     * @param derived makes a query to stand in parentheses
     * @param expressions for conditions
     */
    Generated joined(int joins, Supplier<Optional<Generated>> derived, Expressions expressions) {
        Generated left = one(derived);
        for (int i = 0; i < joins; i++) {
            Generated right = one(derived);
            left = join(left, right, i + 1 == joins, expressions);
        }
        return left;
    }

    private Generated one(Supplier<Optional<Generated>> derived) {
        Optional<Generated> query = chance.oneIn(8) ? derived.get() : Optional.empty();
        if (query.isEmpty()) {
            return simple();
        }
        String alias = newAlias();
        return aliased(query.get(), "($0) AS " + alias, alias);
    }

    private Generated join(Generated left, Generated right, boolean last, Expressions expressions) {
        List<Expression> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        boolean small = left.rows() * right.rows() <= MAX_ROWS;
        Optional<Sql> equal = equality(left.columns(), right.columns());
        if (small && (equal.isEmpty() || chance.oneIn(12))) {
            // A comma binds less than JOIN.
            String words = last && chance.oneIn(2) ? "$0, $1" : "$0 CROSS JOIN $1";
            Sql cross = Sql.of(Sql.Sort.RELATION, words, left.sql(), right.sql());
            return new Generated(cross, columns, left.rows() * right.rows());
        }
        if (equal.isEmpty()) {
            return left;
        }
        String kind = chance.pick(KINDS);
        List<Sql> on = new ArrayList<>(List.of(equal.get()));
        // PostgreSQL joins fully on equalities alone.
        if (!kind.startsWith("FULL") && chance.oneIn(3)) {
            on.add(expressions.condition(Scope.of(columns), 1).sql());
            if (small && chance.oneIn(3)) {
                on.remove(0);
            }
        }
        Sql sql = Sql.of(Sql.Sort.RELATION, "$0 " + kind + " $1 ON $2", left.sql(), right.sql(), Sql.list("$&", on));
        return new Generated(sql, columns, Math.max(left.rows(), right.rows()) * 6);
    }

    private Optional<Sql> equality(List<Expression> left, List<Expression> right) {
        for (Expression column : chance.shuffled(left)) {
            List<Expression> partners = right.stream()
                    .filter(r -> r.family() == column.family() && r.family() != Family.BOOLEAN)
                    .toList();
            if (!partners.isEmpty()) {
                return Optional.of(
                        Conditions.compared(column, chance.pick(partners), "=").sql());
            }
        }
        return Optional.empty();
    }
}
