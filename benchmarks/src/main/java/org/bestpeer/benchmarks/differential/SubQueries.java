package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.benchmarks.differential.Expression.Charset;
import org.bestpeer.benchmarks.differential.Expression.Family;
import org.bestpeer.engine.type.DataType;

/** Makes up sub-queries in expressions, half of them correlated. */
final class SubQueries {
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", ">=");

    private final Chance chance;
    private final Relations relations;
    private final Expressions inner;

    SubQueries(Chance chance, Relations relations) {
        this.chance = chance;
        this.relations = relations;
        this.inner = new Expressions(chance, Optional.empty(), true);
    }

    /** A condition that asks a sub-query. */
    Sql condition(Scope scope, Expressions outside) {
        Generated from = relations.simple();
        List<Sql> where = where(from, scope);
        return switch (chance.below(8)) {
            case 0, 1 -> Sql.of(Sql.Sort.CONDITION, "EXISTS ($0)", query(Sql.word("1"), from, where));
            case 2 -> Sql.of(Sql.Sort.CONDITION, "NOT EXISTS ($0)", query(Sql.word("1"), from, where));
            case 3, 4, 5 -> in(scope, outside, from, where);
            case 6 -> {
                Expression column = chance.pick(from.columns());
                yield quantified(outside.leaf(column.family(), scope), column, from, where);
            }
            default -> {
                Expression scalar = scalar(scope);
                Expression left = outside.leaf(scalar.family(), scope);
                yield Conditions.compared(left, scalar, chance.pick(COMPARISONS))
                        .sql();
            }
        };
    }

    private Sql in(Scope scope, Expressions outside, Generated from, List<Sql> where) {
        Expression column = chance.pick(from.columns());
        Expression left = outside.leaf(column.family(), scope);
        return Sql.of(
                Sql.Sort.CONDITION,
                chance.oneIn(3) ? "($0 NOT IN ($1))" : "($0 IN ($1))",
                left.sql(),
                query(column.sql(), from, where));
    }

    private Sql quantified(Expression left, Expression column, Generated from, List<Sql> where) {
        String words = "($0 %s %s ($1))".formatted(chance.pick(COMPARISONS), chance.pick(List.of("ALL", "ANY")));
        // HSQLDB takes some correlated ones for NULL where there are no rows.
        return Sql.of(
                Sql.Sort.CONDITION,
                Wording.same(words).notHsqldb(),
                List.of(left.sql(), query(column.sql(), from, where)));
    }

    /** A sub-query of one value. */
    Expression scalar(Scope scope) {
        Generated from = relations.simple();
        List<Sql> where = where(from, scope);
        List<Expression> ordered = from.columns().stream()
                .filter(c -> c.family() != Family.BOOLEAN && c.family() != Family.BINARY)
                .toList();
        if (ordered.isEmpty() || chance.oneIn(3)) {
            Sql count = Sql.of(Sql.Sort.NUMBER, "($0)", query(Sql.word("COUNT(*)"), from, where));
            return new Expression(count, DataType.BIGINT, Domain.MANY, BigDecimal.valueOf(100_000), Charset.ASCII);
        }
        Expression column = chance.pick(ordered);
        Sql extreme = Sql.of(Sql.Sort.FIXED, chance.oneIn(2) ? "MAX($0)" : "MIN($0)", column.sql());
        Sql sql = Sql.of(Expression.sort(column.type()), "($0)", query(extreme, from, where));
        return new Expression(sql, column.type(), column.domain(), column.bound(), column.charset());
    }

    private List<Sql> where(Generated from, Scope scope) {
        List<Sql> conditions = new ArrayList<>();
        if (chance.oneIn(2)) {
            correlation(from, scope.forSubQuery()).ifPresent(conditions::add);
        }
        if (chance.oneIn(2)) {
            conditions.add(inner.condition(Scope.of(from.columns()), 1).sql());
        }
        return conditions;
    }

    private Optional<Sql> correlation(Generated from, List<Expression> outer) {
        for (Expression column : chance.shuffled(from.columns())) {
            List<Expression> partners =
                    outer.stream().filter(o -> o.family() == column.family()).toList();
            if (!partners.isEmpty()) {
                String comparison = chance.oneIn(6) ? chance.pick(COMPARISONS) : "=";
                return Optional.of(Conditions.compared(column, chance.pick(partners), comparison)
                        .sql());
            }
        }
        return Optional.empty();
    }

    private static Sql query(Sql item, Generated from, List<Sql> where) {
        List<Sql> clauses =
                where.isEmpty() ? List.of() : List.of(Sql.of(Sql.Sort.CLAUSE, "WHERE $0", Sql.list("$&", where)));
        return Sql.of(Sql.Sort.QUERY, "SELECT $0 FROM $1 $2", item, from.sql(), Sql.list("$_", clauses));
    }
}
