package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.benchmarks.differential.Expression.Charset;
import org.bestpeer.benchmarks.differential.Expression.Family;
import org.bestpeer.engine.type.DataType;

/** Makes up calls of aggregate functions. */
final class Aggregates {
    /** More rows than a query here comes to. */
    private static final BigDecimal ROWS = BigDecimal.valueOf(100_000);

    private final Chance chance;
    private final Expressions expressions;

    Aggregates(Chance chance, Expressions expressions) {
        this.chance = chance;
        this.expressions = expressions;
    }

    Expression call(Scope scope) {
        if (chance.oneIn(5)) {
            return filtered(Wording.same("COUNT(*)"), List.of(), DataType.BIGINT, ROWS, scope);
        }
        Expression a = expressions.any(scope, 2);
        String distinct = chance.oneIn(4) ? "DISTINCT " : "";
        int kind = chance.below(5);
        if (kind == 0) {
            return filtered(Wording.same("COUNT(" + distinct + "$0)"), List.of(a.sql()), DataType.BIGINT, ROWS, scope);
        }
        if (kind <= 2 && a.family() == Family.NUMBER) {
            return chance.oneIn(2) ? sum(a, distinct, scope) : average(a, distinct, scope);
        }
        if (kind == 3 && (a.isInteger() || a.isDecimal()) && a.bound().compareTo(ROWS) < 0) {
            return spread(a, scope);
        }
        if (a.family() == Family.BOOLEAN || a.family() == Family.BINARY) {
            return filtered(Wording.same("COUNT($0)"), List.of(a.sql()), DataType.BIGINT, ROWS, scope);
        }
        Expression extreme = filtered(
                Wording.same((chance.oneIn(2) ? "MIN(" : "MAX(") + distinct + "$0)"),
                List.of(a.sql()),
                a.type(),
                a.bound(),
                scope);
        return new Expression(extreme.sql(), a.type(), a.domain(), a.bound(), a.charset());
    }

    private Expression filtered(Wording wording, List<Sql> parts, DataType type, BigDecimal bound, Scope scope) {
        List<Sql> all = new ArrayList<>(parts);
        Wording words = wording;
        if (chance.oneIn(6)) {
            all.add(expressions.condition(scope, 1).sql());
            String filter = " FILTER (WHERE $" + parts.size() + ")";
            // HSQLDB filters wrongly now and then.
            words = new Wording(
                    filter(wording.ours(), filter),
                    wording.postgresql() == null ? null : filter(wording.postgresql(), filter),
                    null);
        }
        return new Expression(Sql.of(Expression.sort(type), words, all), type, Domain.MANY, bound, Charset.ASCII);
    }

    // A call that is written in several steps marks where the filter goes.
    private static String filter(String words, String filter) {
        return words.contains("~") ? words.replace("~", filter) : words + filter;
    }

    private static Expression plain(Expression marked) {
        Wording w = marked.sql().wording();
        Wording cleaned = new Wording(
                w.ours().replace("~", ""),
                w.postgresql() == null ? null : w.postgresql().replace("~", ""),
                w.hsqldb() == null ? null : w.hsqldb().replace("~", ""));
        return new Expression(
                Sql.of(marked.sql().sort(), cleaned, marked.sql().parts()),
                marked.type(),
                marked.domain(),
                marked.bound(),
                marked.charset());
    }

    /** The scale to which judges round comes from the argument's type. */
    private static Sql whole(Expression a) {
        return Sql.of(Sql.Sort.WHOLE, "$0", a.sql());
    }

    private Expression sum(Expression a, String distinct, Scope scope) {
        DataType type =
                switch (a.type().kind()) {
                    case SMALLINT, INTEGER -> DataType.BIGINT;
                    case BIGINT -> DataType.decimal(38, 0);
                    case DECIMAL -> DataType.decimal(38, a.type().scale());
                    default -> a.type();
                };
        BigDecimal bound = a.bound().multiply(ROWS);
        boolean exact = !a.isReal() || a.bound().compareTo(ROWS) <= 0;
        return exact && bound.compareTo(Expression.most(type)) <= 0
                ? filtered(Wording.same("SUM(" + distinct + "$0)"), List.of(a.sql()), type, bound, scope)
                : filtered(Wording.same("COUNT($0)"), List.of(a.sql()), DataType.BIGINT, ROWS, scope);
    }

    /** Ours has the scale max(6, s) and is rounded half up. */
    private Expression average(Expression a, String distinct, Scope scope) {
        if (a.isReal()) {
            return a.bound().compareTo(ROWS) <= 0 && distinct.isEmpty()
                    ? filtered(Wording.same("AVG($0)"), List.of(a.sql()), a.type(), a.bound(), scope)
                    : filtered(Wording.same("COUNT($0)"), List.of(a.sql()), DataType.BIGINT, ROWS, scope);
        }
        int scale = Math.max(6, Numbers.decimal(a.type()).scale());
        if (a.bound().compareTo(new BigDecimal("1e18")) > 0) {
            return filtered(Wording.same("MAX($0)"), List.of(a.sql()), a.type(), a.bound(), scope);
        }
        String d = distinct;
        Wording wording = new Wording(
                "AVG(" + d + "$0)",
                "ROUND(SUM(%sCAST($0 AS NUMERIC(100, 40)))~ / NULLIF(COUNT(%s$0)~, 0), %d)".formatted(d, d, scale),
                "ROUND(AVG(%sCAST($0 AS DECIMAL(80, 30)))~, %d)".formatted(d, scale));
        return plain(filtered(wording, List.of(whole(a)), DataType.decimal(38, scale), a.bound(), scope));
    }

    // HSQLDB's are doubles.
    private Expression spread(Expression a, Scope scope) {
        int scale = Math.max(6, Numbers.decimal(a.type()).scale());
        String function = chance.pick(List.of("VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP"));
        Wording wording = new Wording(
                function + "($0)", "ROUND(" + function + "(CAST($0 AS NUMERIC(60, 20)))~, " + scale + ")", null);
        BigDecimal bound = a.bound().multiply(a.bound()).add(BigDecimal.TEN);
        return plain(filtered(wording, List.of(whole(a)), DataType.decimal(38, scale), bound, scope));
    }
}
