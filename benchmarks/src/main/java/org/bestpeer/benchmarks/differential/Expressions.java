package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.bestpeer.benchmarks.differential.Expression.Charset;
import org.bestpeer.benchmarks.differential.Expression.Family;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Makes up expressions that no row makes fail. */
final class Expressions {
    private static final int MAX_TEXT = 400;
    private static final List<Family> FAMILIES = List.of(
            Family.NUMBER, Family.NUMBER, Family.TEXT, Family.TEXT, Family.DATE, Family.TIMESTAMP, Family.BOOLEAN);

    private final Chance chance;
    private final RandomValues values;
    private final Numbers numbers;
    private final Conditions conditions;
    private final boolean parameters;

    /**
     * @param subQueries makes the sub-queries that stand in expressions
     * @param parameters whether a constant may be a parameter
     */
    Expressions(Chance chance, Optional<SubQueries> subQueries, boolean parameters) {
        this.chance = chance;
        this.values = new RandomValues(chance);
        this.numbers = new Numbers(chance, this);
        this.conditions = new Conditions(chance, this, subQueries);
        this.parameters = parameters;
    }

    Expression any(Scope scope, int depth) {
        if (chance.oneIn(3) && !scope.columns().isEmpty()) {
            return chance.pick(scope.columns());
        }
        return of(chance.pick(FAMILIES), scope, depth);
    }

    Expression condition(Scope scope, int depth) {
        return conditions.condition(scope, depth);
    }

    Expression of(Family family, Scope scope, int depth) {
        if (depth <= 0 || chance.oneIn(2)) {
            return leaf(family, scope);
        }
        return switch (family) {
            case NUMBER -> numbers.number(scope, depth);
            case TEXT -> text(scope, depth);
            case BOOLEAN -> conditions.condition(scope, depth);
            case DATE -> date(scope, depth);
            case TIMESTAMP -> timestamp(scope, depth);
            case TIME, BINARY -> chosen(family, scope, depth);
        };
    }

    Expression leaf(Family family, Scope scope) {
        List<Expression> columns = scope.columns(family);
        if (!columns.isEmpty() && !chance.oneIn(4)) {
            return chance.pick(columns);
        }
        List<Expression> outer = scope.outer(family);
        return !outer.isEmpty() && chance.oneIn(6) ? chance.pick(outer) : constant(family);
    }

    Expression constant(Family family) {
        return switch (family) {
            case NUMBER ->
                constantLike(chance.pick(List.of(
                        Expression.column("", DataType.INTEGER, Domain.FEW),
                        Expression.column("", DataType.INTEGER, Domain.MANY),
                        Expression.column("", DataType.BIGINT, Domain.FEW),
                        Expression.column("", DataType.decimal(6, 2), Domain.MANY))));
            case TEXT ->
                constantLike(Expression.column("", DataType.VARCHAR, chance.oneIn(3) ? Domain.MANY : Domain.FEW));
            case BOOLEAN -> constantLike(Expression.column("", DataType.BOOLEAN, Domain.FEW));
            case DATE -> constantLike(Expression.column("", DataType.DATE, Domain.FEW));
            case TIME -> constantLike(Expression.column("", DataType.TIME, Domain.FEW));
            case TIMESTAMP -> constantLike(Expression.column("", DataType.TIMESTAMP, Domain.FEW));
            case BINARY -> constantLike(Expression.column("", DataType.VARBINARY, Domain.FEW));
        };
    }

    /** A constant that a column with such values may well hold. */
    Expression constantLike(Expression column) {
        boolean computed = column.isDecimal() && column.domain() != Domain.EXTREME;
        DataType type = computed ? DataType.decimal(8, Math.min(3, column.type().scale())) : column.type();
        if (chance.oneIn(25)) {
            return literal(type, column.domain(), Literals.wording(type, null), Optional.empty());
        }
        Object value = values.value(type, column.domain());
        Wording wording = Literals.wording(type, value);
        boolean parameter = parameters && chance.oneIn(8) && type.kind() != TypeKind.VARBINARY;
        return parameter
                ? literal(
                        type,
                        column.domain(),
                        new Wording("CAST(? AS " + type + ")", wording.postgresql(), wording.hsqldb()),
                        Optional.of(new Parameter(value, type)))
                : literal(Literals.type(type, value), column.domain(), wording, Optional.empty());
    }

    private static Expression literal(DataType type, Domain domain, Wording wording, Optional<Parameter> parameter) {
        Expression like = Expression.column("", type, domain);
        Sql sql = new Sql(Expression.sort(type), wording, List.of(), parameter);
        return new Expression(sql, type, domain, like.bound(), like.charset());
    }

    /** One of two values of the same family, chosen in some way. */
    Expression chosen(Family family, Scope scope, int depth) {
        return unified(of(family, scope, depth - 1), of(family, scope, depth - 1), scope, depth);
    }

    Expression unified(Expression a, Expression b, Scope scope, int depth) {
        DataType type = Numbers.common(a, b);
        BigDecimal bound = Expression.widest(a, b);
        Charset charset = a.charset().with(b.charset());
        Domain domain = a.domain().with(b.domain());
        Sql.Sort sort = Expression.sort(type);
        int way = chance.below(5);
        if (way == 1 && isNullIfOfFirst(a, b)) {
            return nullIf(a, b);
        }
        Sql sql =
                switch (way) {
                    case 0, 1 -> Sql.of(sort, "COALESCE($0, $1)", a.sql(), b.sql());
                    case 2 -> extreme("GREATEST", a, b);
                    case 3 -> extreme("LEAST", a, b);
                    default ->
                        Sql.of(
                                sort,
                                "CASE WHEN $0 THEN $1 ELSE $2 END",
                                condition(scope, depth - 1).sql(),
                                a.sql(),
                                b.sql());
                };
        return new Expression(sql, type, domain, bound, charset);
    }

    /** Of different kinds of numbers it has the second's kind to PostgreSQL, and that of the first of them to others. */
    private static boolean isNullIfOfFirst(Expression a, Expression b) {
        return a.isReal() == b.isReal() && a.isInteger() == b.isInteger();
    }

    private static Expression nullIf(Expression a, Expression b) {
        Sql sql = Sql.of(Expression.sort(a.type()), "NULLIF($0, $1)", a.sql(), b.sql());
        return new Expression(sql, Numbers.common(a, a), a.domain(), a.bound(), a.charset());
    }

    // Whether NULLs are left out is not asked.
    private static Sql extreme(String function, Expression a, Expression b) {
        boolean unordered = a.family() == Family.BOOLEAN || a.family() == Family.BINARY;
        if (unordered) {
            return Sql.of(Expression.sort(a.type()), "COALESCE($0, $1)", a.sql(), b.sql());
        }
        String call = function + "($0, $1)";
        String strict = "CASE WHEN $0 IS NULL OR $1 IS NULL THEN NULL ELSE " + call + " END";
        return Sql.of(Expression.sort(a.type()), strict, a.sql(), b.sql());
    }

    private Expression text(Scope scope, int depth) {
        Expression a = of(Family.TEXT, scope, depth - 1);
        return switch (chance.below(8)) {
            case 0, 1 -> joined(a, of(Family.TEXT, scope, depth - 1));
            case 2 ->
                a.charset() == Charset.ASCII
                        ? text(a, Wording.same(chance.oneIn(2) ? "UPPER($0)" : "LOWER($0)"), a.bound())
                        : a;
            case 3 -> substring(a);
            case 4 ->
                text(
                        a,
                        Wording.same("TRIM(%s '%s' FROM $0)"
                                .formatted(
                                        chance.pick(List.of("BOTH", "LEADING", "TRAILING")),
                                        chance.pick(List.of(" ", "a", "z")))),
                        a.bound());
            // HSQLDB pads what comes out of it with blanks when it compares.
            case 5 ->
                text(
                        a,
                        Wording.same("REPLACE($0, 'a', 'b-')").notHsqldb(),
                        a.bound().multiply(BigDecimal.valueOf(2)));
            case 6 -> cast(scope, depth);
            default -> chosen(Family.TEXT, scope, depth);
        };
    }

    private static Expression text(Expression a, Wording wording, BigDecimal length) {
        return length.intValue() > MAX_TEXT
                ? a
                : new Expression(
                        Sql.of(Sql.Sort.TEXT, wording, List.of(a.sql())),
                        DataType.VARCHAR,
                        Domain.MANY,
                        length,
                        a.charset());
    }

    private static Expression joined(Expression a, Expression b) {
        BigDecimal length = a.bound().add(b.bound());
        return length.intValue() > MAX_TEXT
                ? a
                : new Expression(
                        Sql.of(Sql.Sort.TEXT, "($0 || $1)", a.sql(), b.sql()),
                        DataType.VARCHAR,
                        Domain.MANY,
                        length,
                        a.charset().with(b.charset()));
    }

    private Expression substring(Expression a) {
        int from = chance.between(1, 4);
        String words = chance.oneIn(2)
                ? "SUBSTRING($0 FROM %d)".formatted(from)
                : "SUBSTRING($0 FROM %d FOR %d)".formatted(from, chance.below(4));
        Wording wording = Wording.same(words);
        return text(a, a.charset() == Charset.ASTRAL ? wording.notHsqldb() : wording, a.bound());
    }

    private Expression cast(Scope scope, int depth) {
        Family from = chance.pick(List.of(Family.NUMBER, Family.DATE, Family.BOOLEAN));
        Expression value = leaf(from, scope);
        if (value.isDecimal() || value.isReal() || value.type().kind() == TypeKind.BIGINT) {
            return of(Family.TEXT, scope, depth - 1);
        }
        // HSQLDB writes TRUE.
        Wording wording = from == Family.BOOLEAN
                ? Wording.same("CAST($0 AS VARCHAR(10))").hsqldb("LOWER(CAST($0 AS VARCHAR(10)))")
                : Wording.same("CAST($0 AS VARCHAR(12))");
        return new Expression(
                Sql.of(Sql.Sort.TEXT, wording, List.of(value.sql())),
                DataType.varchar(12),
                Domain.MANY,
                BigDecimal.valueOf(12),
                Charset.ASCII);
    }

    private Expression date(Scope scope, int depth) {
        Expression a = of(Family.DATE, scope, depth - 1);
        return switch (chance.below(4)) {
            case 0, 1 -> moved(a, chance.pick(List.of("DAY", "MONTH", "YEAR")));
            case 2 -> {
                Expression time = leaf(Family.TIMESTAMP, scope);
                yield new Expression(
                        Sql.of(Sql.Sort.TIME, "CAST($0 AS DATE)", time.sql()),
                        DataType.DATE,
                        time.domain(),
                        time.bound(),
                        Charset.ASCII);
            }
            default -> chosen(Family.DATE, scope, depth);
        };
    }

    private Expression timestamp(Scope scope, int depth) {
        Expression a = of(Family.TIMESTAMP, scope, depth - 1);
        return switch (chance.below(4)) {
            case 0, 1 -> moved(a, chance.pick(List.of("DAY", "MONTH", "HOUR", "MINUTE")));
            case 2 -> {
                Expression date = leaf(Family.DATE, scope);
                yield new Expression(
                        Sql.of(Sql.Sort.TIME, "CAST($0 AS TIMESTAMP)", date.sql()),
                        DataType.TIMESTAMP,
                        date.domain(),
                        date.bound(),
                        Charset.ASCII);
            }
            default -> chosen(Family.TIMESTAMP, scope, depth);
        };
    }

    /** A date or timestamp plus or minus an interval; the last day of all has none after it. */
    private Expression moved(Expression a, String unit) {
        if (a.domain() == Domain.EXTREME || a.bound().signum() < 0) {
            return a;
        }
        int amount = chance.between(0, 40);
        String sign = chance.oneIn(2) ? "+" : "-";
        String ours = "($0 %s INTERVAL '%d' %s)".formatted(sign, amount, unit);
        String postgresql = "($0 %s INTERVAL '%d %s')".formatted(sign, amount, unit);
        String typed = a.family() == Family.DATE ? "CAST(" + postgresql + " AS DATE)" : postgresql;
        // A bound of -1 says that it was moved already: only so often, or it would leave the years there are.
        return new Expression(
                Sql.of(Sql.Sort.TIME, Wording.same(ours).postgresql(typed), List.of(a.sql())),
                a.type(),
                a.domain(),
                BigDecimal.ONE.negate(),
                Charset.ASCII);
    }
}
