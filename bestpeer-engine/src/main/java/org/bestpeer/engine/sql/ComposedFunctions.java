package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Functions that are put together from those of the algebra. */
final class ComposedFunctions {
    private static final int WITH_START = 3;
    private static final int WITH_LENGTH = 4;

    private final DataType type;
    private final List<Scalar> arguments;

    private ComposedFunctions(DataType type, List<Scalar> arguments) {
        this.type = type;
        this.arguments = arguments;
    }

    /** The expression; empty for other functions. */
    static Optional<Scalar> of(RexCall call, RexTranslator expressions) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (name.equals("DATE_TRUNC")) {
            return Optional.of(TimeUnits.truncated(call, expressions));
        }
        if (call.getOperator().equals(Convertlets.TIME_BETWEEN)) {
            return Optional.of(TimeUnits.between(call, expressions));
        }
        if (call.getOperator().equals(TimeOperators.SHIFT)) {
            Scalar date = expressions.translate(call.getOperands().get(0));
            Scalar days = expressions.translate(call.getOperands().get(1));
            return Optional.of(Scalars.call(ScalarFunction.ADD_DAYS, DataType.DATE, date, days));
        }
        if (call.getOperator().equals(TimeOperators.DIFFERENCE)) {
            return Optional.of(difference(call, expressions));
        }
        boolean known =
                switch (name) {
                    case "PI", "CONCAT", "CONCAT_WS", "LTRIM", "RTRIM", "BTRIM", "STRPOS", "STARTS_WITH" -> true;
                    case "LOG", "LOG2", "OVERLAY", "LAST_DAY", "ILIKE", "OCTET_LENGTH" -> true;
                    case "POSITION" -> call.getOperands().size() == WITH_START;
                    default -> false;
                };
        if (!known) {
            return Optional.empty();
        }
        List<Scalar> arguments =
                call.getOperands().stream().map(expressions::translate).toList();
        return Optional.of(new ComposedFunctions(TypeMapping.toEngine(call.getType()), arguments).of(name));
    }

    /** Days between dates, an interval between other times. */
    private static Scalar difference(RexCall call, RexTranslator expressions) {
        Scalar later = expressions.translate(call.getOperands().get(0));
        Scalar earlier = expressions.translate(call.getOperands().get(1));
        boolean days = later.type().kind() == TypeKind.DATE && earlier.type().kind() == TypeKind.DATE;
        return Scalars.call(
                days ? ScalarFunction.DAYS_BETWEEN : ScalarFunction.MICROSECONDS_BETWEEN,
                TypeMapping.toEngine(call.getType()),
                later,
                earlier);
    }

    private Scalar of(String name) {
        return switch (name) {
            case "PI" -> new Scalar.Literal(Math.PI, DataType.DOUBLE);
            case "CONCAT" ->
                concat(arguments.stream().map(ComposedFunctions::orEmpty).toList());
            case "CONCAT_WS" -> separated();
            case "LTRIM" -> trim(ScalarFunction.TRIM_LEADING);
            case "RTRIM" -> trim(ScalarFunction.TRIM_TRAILING);
            case "BTRIM" -> trim(ScalarFunction.TRIM_BOTH);
            case "STRPOS" -> Scalars.call(ScalarFunction.POSITION, type, argument(1), argument(0));
            case "STARTS_WITH" -> startsWith();
            case "LOG" -> arguments.size() == 1 ? log10(argument(0)) : quotient(ln(argument(1)), ln(argument(0)));
            case "LOG2" -> quotient(ln(argument(0)), ln(new Scalar.Literal(2.0, DataType.DOUBLE)));
            case "OVERLAY" -> overlay();
            case "LAST_DAY" -> TimeUnits.lastDay(argument(0));
            case "ILIKE" -> caseless();
            case "OCTET_LENGTH" -> Scalars.call(ScalarFunction.OCTET_LENGTH, type, uncast(argument(0)));
            default -> positionFrom();
        };
    }

    private Scalar argument(int index) {
        return arguments.get(index);
    }

    private static Scalar text(String value) {
        return new Scalar.Literal(value, DataType.VARCHAR);
    }

    private static Scalar integer(int value) {
        return new Scalar.Literal(value, DataType.INTEGER);
    }

    private static Scalar asText(Scalar value) {
        return value.type().kind() == TypeKind.VARCHAR ? value : RexTranslator.as(value, DataType.VARCHAR);
    }

    private static Scalar orEmpty(Scalar value) {
        return Scalars.call(ScalarFunction.COALESCE, DataType.VARCHAR, asText(value), text(""));
    }

    private static Scalar concat(List<Scalar> parts) {
        return new Scalar.Call(ScalarFunction.CONCAT, parts, DataType.VARCHAR);
    }

    /** Each text with the separator before it, where it is one; and then without the first separator. */
    private Scalar separated() {
        Scalar separator = asText(argument(0));
        List<Scalar> parts = new ArrayList<>();
        for (Scalar value : arguments.subList(1, arguments.size())) {
            parts.add(orEmpty(concat(List.of(separator, asText(value)))));
        }
        return Scalars.call(
                ScalarFunction.SUBSTRING, DataType.VARCHAR, concat(parts), plus(length(separator), integer(1)));
    }

    private static Scalar length(Scalar value) {
        return Scalars.call(ScalarFunction.CHAR_LENGTH, DataType.INTEGER, value);
    }

    private static Scalar plus(Scalar a, Scalar b) {
        return Scalars.call(ScalarFunction.ADD, DataType.INTEGER, a, b);
    }

    private static Scalar minusOne(Scalar a) {
        return plus(a, integer(-1));
    }

    private Scalar trim(ScalarFunction function) {
        return Scalars.call(function, type, argument(0), arguments.size() > 1 ? argument(1) : text(" "));
    }

    private Scalar startsWith() {
        Scalar start = Scalars.call(ScalarFunction.LEFT, DataType.VARCHAR, argument(0), length(argument(1)));
        return Scalars.call(ScalarFunction.EQUAL, DataType.BOOLEAN, start, argument(1));
    }

    private static Scalar ln(Scalar value) {
        return Scalars.call(ScalarFunction.LN, DataType.DOUBLE, RexTranslator.as(value, DataType.DOUBLE));
    }

    private static Scalar log10(Scalar value) {
        return Scalars.call(ScalarFunction.LOG10, DataType.DOUBLE, RexTranslator.as(value, DataType.DOUBLE));
    }

    private static Scalar quotient(Scalar a, Scalar b) {
        return Scalars.call(ScalarFunction.DIVIDE, DataType.DOUBLE, a, b);
    }

    private Scalar overlay() {
        Scalar start = RexTranslator.as(argument(2), DataType.INTEGER);
        Scalar length = arguments.size() == WITH_LENGTH
                ? RexTranslator.as(argument(WITH_START), DataType.INTEGER)
                : length(argument(1));
        Scalar before =
                Scalars.call(ScalarFunction.SUBSTRING, DataType.VARCHAR, argument(0), integer(1), minusOne(start));
        Scalar after = Scalars.call(ScalarFunction.SUBSTRING, DataType.VARCHAR, argument(0), plus(start, length));
        return concat(List.of(before, argument(1), after));
    }

    private Scalar caseless() {
        List<Scalar> lower = new ArrayList<>(arguments);
        for (int i = 0; i < 2; i++) {
            lower.set(i, Scalars.call(ScalarFunction.LOWER, DataType.VARCHAR, arguments.get(i)));
        }
        return new Scalar.Call(ScalarFunction.LIKE, lower, DataType.BOOLEAN);
    }

    /** Bytes of a text are counted as they are: the text need not become binary for it. */
    private static Scalar uncast(Scalar value) {
        boolean fromText = Scalars.isCall(value, ScalarFunction.CAST)
                && ((Scalar.Call) value).arguments().get(0).type().kind() == TypeKind.VARCHAR;
        return fromText ? ((Scalar.Call) value).arguments().get(0) : value;
    }

    private Scalar positionFrom() {
        Scalar start = RexTranslator.as(argument(2), DataType.INTEGER);
        Scalar rest = Scalars.call(ScalarFunction.SUBSTRING, DataType.VARCHAR, argument(1), start);
        Scalar found = Scalars.call(ScalarFunction.POSITION, DataType.INTEGER, argument(0), rest);
        Scalar nowhere = Scalars.call(ScalarFunction.EQUAL, DataType.BOOLEAN, found, integer(0));
        return new Scalar.Call(
                ScalarFunction.CASE, List.of(nowhere, integer(0), plus(found, minusOne(start))), DataType.INTEGER);
    }
}
