package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.benchmarks.differential.Expression.Charset;
import org.bestpeer.benchmarks.differential.Expression.Family;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Makes up arithmetic whose results, also those on the way, fit their types and are exact. */
final class Numbers {
    private static final int MOST_DIGITS = DataType.MAX_DECIMAL_PRECISION;
    /** Doubles are multiples of a small power of 2; below this their products and sums are exact. */
    static final BigDecimal EXACT_REAL = new BigDecimal("1e9");

    private final Chance chance;
    private final Expressions expressions;

    Numbers(Chance chance, Expressions expressions) {
        this.chance = chance;
        this.expressions = expressions;
    }

    Expression number(Scope scope, int depth) {
        Expression a = expressions.of(Family.NUMBER, scope, depth - 1);
        Expression b = expressions.of(Family.NUMBER, scope, depth - 1);
        return switch (chance.below(12)) {
            case 0, 1 -> sum(a, b, "+");
            case 2 -> sum(a, b, "-");
            case 3 -> product(a, b);
            case 4 -> remainderOrQuotient(a, b);
            case 5 -> quotient(scope);
            case 6 -> simple(a);
            case 7 -> rounded(a);
            case 8 -> cast(a);
            case 9 -> ofText(scope, depth);
            case 10 -> ofTime(scope, depth);
            default -> mixes(a, b) ? a : expressions.unified(a, b, scope, depth);
        };
    }

    /** Exact next to floating: the result would depend on the order of the steps. */
    private static boolean mixes(Expression a, Expression b) {
        return (a.isReal() && b.isDecimal()) || (a.isDecimal() && b.isReal());
    }

    /** The type to which two values of a family are brought. */
    static DataType common(Expression a, Expression b) {
        if (!a.type().isNumeric() || !b.type().isNumeric()) {
            return a.family() == Family.TEXT ? DataType.VARCHAR : a.type();
        }
        if (a.isReal() || b.isReal()) {
            return DataType.DOUBLE;
        }
        if (a.isInteger() && b.isInteger()) {
            return a.type().kind().compareTo(b.type().kind()) >= 0 ? a.type() : b.type();
        }
        DataType x = decimal(a.type());
        DataType y = decimal(b.type());
        int scale = Math.max(x.scale(), y.scale());
        int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
        return DataType.decimal(Math.min(MOST_DIGITS, whole + scale), scale);
    }

    static DataType decimal(DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> DataType.decimal(5, 0);
            case INTEGER -> DataType.decimal(10, 0);
            case BIGINT -> DataType.decimal(19, 0);
            default -> type;
        };
    }

    private static boolean fits(DataType type, BigDecimal bound) {
        return bound.compareTo(type.kind() == TypeKind.DOUBLE ? EXACT_REAL : Expression.most(type)) <= 0;
    }

    private static Expression number(Wording wording, DataType type, BigDecimal bound, Expression... of) {
        List<Sql> parts = Stream.of(of).map(Expression::sql).toList();
        return new Expression(Sql.of(Sql.Sort.NUMBER, wording, parts), type, Domain.MANY, bound, Charset.ASCII);
    }

    private static Expression sum(Expression a, Expression b, String sign) {
        DataType common = common(a, b);
        boolean decimal = common.kind() == TypeKind.DECIMAL;
        DataType type = decimal && common.precision() < MOST_DIGITS
                ? DataType.decimal(common.precision() + 1, common.scale())
                : common;
        BigDecimal bound = a.bound().add(b.bound());
        return mixes(a, b) || !fits(type, bound) ? a : number(Wording.same("($0 " + sign + " $1)"), type, bound, a, b);
    }

    private static Expression product(Expression a, Expression b) {
        DataType type = common(a, b);
        if (type.kind() == TypeKind.DECIMAL) {
            DataType x = decimal(a.type());
            DataType y = decimal(b.type());
            if (x.precision() + y.precision() > MOST_DIGITS) {
                return a;
            }
            type = DataType.decimal(x.precision() + y.precision(), x.scale() + y.scale());
        }
        BigDecimal bound = a.bound().multiply(b.bound());
        return mixes(a, b) || !fits(type, bound) ? a : number(Wording.same("($0 * $1)"), type, bound, a, b);
    }

    private Expression remainderOrQuotient(Expression a, Expression b) {
        if (!a.isInteger() || !b.isInteger()) {
            return a;
        }
        boolean quotient = chance.oneIn(2);
        // As in the standard, a remainder has the divisor's type.
        DataType type = quotient ? common(a, b) : b.type();
        BigDecimal bound = quotient ? a.bound() : b.bound();
        // The smallest number divided by -1 is beyond the largest.
        return fits(common(a, b), a.bound().add(BigDecimal.ONE))
                ? number(Wording.same(quotient ? "($0 / NULLIF($1, 0))" : "MOD($0, NULLIF($1, 0))"), type, bound, a, b)
                : a;
    }

    /** A division of decimals, which everybody rounds in another way unless told. */
    private Expression quotient(Scope scope) {
        List<Expression> columns = scope.columns(Family.NUMBER).stream()
                .filter(c -> c.isDecimal() && c.domain() != Domain.EXTREME)
                .toList();
        if (columns.isEmpty()) {
            return expressions.leaf(Family.NUMBER, scope);
        }
        Expression a = chance.pick(columns);
        Expression b = chance.pick(columns);
        int scale = Math.max(6, a.type().scale() + b.type().precision() + 1);
        int whole = a.type().precision() - a.type().scale() + b.type().scale();
        scale = whole + scale > MOST_DIGITS ? Math.max(MOST_DIGITS - whole, 6) : scale;
        DataType type = DataType.decimal(Math.min(MOST_DIGITS, whole + scale), scale);
        BigDecimal bound = a.bound().scaleByPowerOfTen(b.type().scale());
        if (!fits(type, bound)) {
            return a;
        }
        String exact = "ROUND(CAST($0 AS %s(90, %d)) / NULLIF($1, 0), %d)";
        Wording wording = new Wording(
                "($0 / NULLIF($1, 0))",
                exact.formatted("NUMERIC", scale + 12, scale),
                exact.formatted("DECIMAL", scale + 12, scale));
        return number(wording, type, bound, a, b);
    }

    private Expression simple(Expression a) {
        if (a.bound().compareTo(Expression.most(a.type())) >= 0) {
            return a;
        }
        return switch (chance.below(3)) {
            case 0 -> number(Wording.same("ABS($0)"), a.type(), a.bound(), a);
            case 1 -> number(Wording.same("(- $0)"), a.type(), a.bound(), a);
            // PostgreSQL's is a double.
            default ->
                a.isReal()
                        ? a
                        : number(
                                Wording.same("SIGN($0)")
                                        .postgresql(
                                                "CAST(SIGN($0) AS " + (a.isInteger() ? "INTEGER" : "NUMERIC") + ")"),
                                a.type(),
                                BigDecimal.ONE,
                                a);
        };
    }

    private Expression rounded(Expression a) {
        if (a.isInteger() || a.bound().add(BigDecimal.ONE).compareTo(Expression.most(a.type())) >= 0) {
            return a;
        }
        BigDecimal bound = a.bound().add(BigDecimal.ONE);
        String name = chance.pick(List.of("FLOOR", "CEIL", "ROUND", "TRUNCATE"));
        if (name.equals("FLOOR") || name.equals("CEIL")) {
            DataType type = a.isReal()
                    ? a.type()
                    : DataType.decimal(Math.max(1, a.type().precision()), 0);
            return number(Wording.same(name + "($0)"), type, bound, a);
        }
        if (a.isReal()) {
            return a;
        }
        int digits = chance.below(3);
        String call = "%s($0, %d)".formatted(name, digits);
        return number(Wording.same(call).postgresql(call.replace("TRUNCATE", "TRUNC")), a.type(), bound, a);
    }

    private Expression cast(Expression a) {
        DataType type = chance.pick(List.of(
                DataType.INTEGER, DataType.BIGINT, DataType.DOUBLE, DataType.decimal(20, 1), DataType.decimal(25, 6)));
        boolean toWhole = type.equals(DataType.INTEGER) || type.equals(DataType.BIGINT);
        BigDecimal bound = a.bound().add(BigDecimal.ONE);
        // PostgreSQL rounds a half of a double to the even number, and a decimal as a double depends on the digits.
        boolean vague = a.isReal() != type.equals(DataType.DOUBLE) && !a.isInteger();
        if (vague || !fits(type, bound)) {
            return a;
        }
        String name = type.toString();
        String cast = "CAST($0 AS " + name + ")";
        int digits = toWhole ? 0 : type.scale();
        // HSQLDB cuts off.
        String hsqldb = a.isDecimal() ? "CAST(ROUND($0, %d) AS %s)".formatted(digits, name) : cast;
        String postgresql = "CAST($0 AS " + Literals.typeName(type, Dialect.POSTGRESQL) + ")";
        return number(new Wording(cast, postgresql, hsqldb), type, bound, a);
    }

    private Expression ofText(Scope scope, int depth) {
        Expression text = expressions.of(Family.TEXT, scope, depth - 1);
        Wording wording =
                switch (chance.below(3)) {
                    case 0 -> Wording.same("CHAR_LENGTH($0)");
                    case 1 -> Wording.same("POSITION('a' IN $0)");
                    // HSQLDB counts two bytes a character.
                    default -> Wording.same("OCTET_LENGTH($0)").notHsqldb();
                };
        BigDecimal bound = text.bound().multiply(BigDecimal.valueOf(4));
        return number(text.charset() == Charset.ASTRAL ? wording.notHsqldb() : wording, DataType.INTEGER, bound, text);
    }

    private Expression ofTime(Scope scope, int depth) {
        Family family = chance.pick(List.of(Family.DATE, Family.TIMESTAMP, Family.DATE));
        Expression time = expressions.of(family, scope, depth - 1);
        List<String> fields = family == Family.DATE
                ? List.of("YEAR", "MONTH", "DAY")
                : List.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE");
        String extract = "EXTRACT(" + chance.pick(fields) + " FROM $0)";
        // PostgreSQL's is a decimal, and divides as such.
        return number(
                Wording.same(extract).postgresql("CAST(" + extract + " AS BIGINT)"),
                DataType.BIGINT,
                BigDecimal.valueOf(9999),
                time);
    }
}
