package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.benchmarks.differential.Expression.Charset;
import org.bestpeer.benchmarks.differential.Expression.Family;
import org.bestpeer.engine.type.DataType;

/** Makes up conditions. */
final class Conditions {
    private static final List<String> COMPARISONS = List.of("=", "=", "=", "<>", "<", "<=", ">", ">=");
    private static final List<Family> FAMILIES = List.of(
            Family.NUMBER,
            Family.NUMBER,
            Family.NUMBER,
            Family.TEXT,
            Family.TEXT,
            Family.DATE,
            Family.TIMESTAMP,
            Family.TIME,
            Family.BINARY);

    private final Chance chance;
    private final Expressions expressions;
    private final Optional<SubQueries> subQueries;

    Conditions(Chance chance, Expressions expressions, Optional<SubQueries> subQueries) {
        this.chance = chance;
        this.expressions = expressions;
        this.subQueries = subQueries;
    }

    Expression condition(Scope scope, int depth) {
        if (depth <= 0) {
            return simple(scope, 0);
        }
        return switch (chance.below(14)) {
            case 0 -> connected("($0 AND $1)", scope, depth);
            case 1 -> connected("($0 OR $1)", scope, depth);
            case 2 -> connected("(NOT $0)", scope, depth);
            case 3 ->
                is(
                        chance.pick(List.of("TRUE", "NOT TRUE", "FALSE", "NOT FALSE")),
                        condition(scope, depth - 1).sql());
            case 4, 5 ->
                subQueries.isPresent()
                        ? condition(subQueries.get().condition(scope, expressions), Wording.same("$0"))
                        : simple(scope, depth);
            default -> simple(scope, depth);
        };
    }

    private Expression connected(String words, Scope scope, int depth) {
        return condition(
                List.of(
                        condition(scope, depth - 1).sql(),
                        condition(scope, depth - 1).sql()),
                Wording.same(words));
    }

    // To HSQLDB NULL IS TRUE is NULL.
    private static Expression is(String what, Sql condition) {
        return condition(condition, Wording.same("($0 IS " + what + ")").notHsqldb());
    }

    private static Expression condition(Sql part, Wording wording) {
        return condition(List.of(part), wording);
    }

    static Expression condition(List<Sql> parts, Wording wording) {
        Sql sql = Sql.of(Sql.Sort.CONDITION, wording, parts);
        return new Expression(sql, DataType.BOOLEAN, Domain.FEW, BigDecimal.ONE, Charset.ASCII);
    }

    private Expression simple(Scope scope, int depth) {
        List<Expression> flags = scope.columns(Family.BOOLEAN);
        if (!flags.isEmpty() && chance.oneIn(10)) {
            return chance.pick(flags);
        }
        Family family = scope.columns().isEmpty() || chance.oneIn(4)
                ? chance.pick(FAMILIES)
                : chance.pick(scope.columns()).family();
        Expression a = expressions.of(family, scope, depth - 1);
        if (family == Family.BOOLEAN) {
            return compared(a, expressions.leaf(family, scope), chance.oneIn(2) ? "=" : "<>");
        }
        return switch (chance.below(10)) {
            case 0 -> condition(a.sql(), Wording.same("($0 IS NULL)"));
            case 1 -> condition(a.sql(), Wording.same("($0 IS NOT NULL)"));
            case 2 ->
                compared(a, other(a, scope, depth), chance.oneIn(2) ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM");
            case 3 -> between(a, scope, depth);
            case 4 -> list(a, scope);
            case 5 -> family == Family.TEXT ? like(a) : compared(a, other(a, scope, depth), "=");
            default -> compared(a, other(a, scope, depth), chance.pick(COMPARISONS));
        };
    }

    private Expression other(Expression a, Scope scope, int depth) {
        return chance.oneIn(2) ? expressions.constantLike(a) : expressions.of(a.family(), scope, depth - 1);
    }

    static Expression compared(Expression a, Expression b, String comparison) {
        return condition(List.of(a.sql(), b.sql()), Wording.same("($0 " + comparison + " $1)"));
    }

    private Expression between(Expression a, Scope scope, int depth) {
        String not = chance.oneIn(4) ? "NOT " : "";
        return condition(
                List.of(
                        a.sql(),
                        other(a, scope, depth).sql(),
                        other(a, scope, depth).sql()),
                Wording.same("($0 " + not + "BETWEEN $1 AND $2)"));
    }

    private Expression list(Expression a, Scope scope) {
        List<Expression> values = new ArrayList<>();
        for (int i = chance.between(1, 4); i > 0; i--) {
            boolean column = chance.oneIn(6);
            values.add(column ? expressions.leaf(a.family(), scope) : expressions.constantLike(a));
        }
        Wording wording = Wording.same(chance.oneIn(4) ? "($0 NOT IN ($1))" : "($0 IN ($1))");
        List<Expression> all = new ArrayList<>(values);
        all.add(a);
        boolean mixed =
                all.stream().anyMatch(Expression::isReal) && !all.stream().allMatch(Expression::isReal);
        boolean inexact = mixed && all.stream().anyMatch(e -> e.bound().compareTo(Numbers.EXACT_REAL) > 0);
        return condition(
                List.of(
                        a.sql(),
                        Sql.list("$,", values.stream().map(Expression::sql).toList())),
                // PostgreSQL compares with a column in its own type, with the rest in the type of all.
                inexact ? wording.notPostgresql() : wording);
    }

    private Expression like(Expression a) {
        String pattern = chance.pick(List.of("a%", "%a", "%a%", "_", "a_%", "%", "", "ab", "%b_", "A%", "\\%"));
        String not = chance.oneIn(4) ? "NOT " : "";
        String words = "($0 " + not + "LIKE '" + pattern + "')";
        // PostgreSQL takes a backslash for an escape character unless told that there is none.
        Wording wording = Wording.same(words).postgresql("($0 " + not + "LIKE '" + pattern + "' ESCAPE '')");
        // HSQLDB also lets NULL be LIKE '%'.
        boolean counts = pattern.equals("%") || (pattern.contains("_") && a.charset() == Charset.ASTRAL);
        return condition(List.of(a.sql()), counts ? wording.notHsqldb() : wording);
    }
}
