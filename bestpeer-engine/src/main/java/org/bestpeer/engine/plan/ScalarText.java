package org.bestpeer.engine.plan;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.Scalar;

/** Expressions as people read them. For plans that are shown; no store is ever sent this text. */
final class ScalarText {
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;
    private static final int NANOSECONDS_PER_MICROSECOND = 1000;

    private ScalarText() {}

    /** The expression, with these texts in place of its columns. */
    static String of(Scalar scalar, List<String> columns) {
        return scalar.dispatch(new Scalar.Handler<>() {
            @Override
            public String onColumn(Scalar.ColumnRef column) {
                return columns.get(column.index());
            }

            @Override
            public String onLiteral(Scalar.Literal literal) {
                return literal(literal);
            }

            @Override
            public String onParameter(Scalar.Parameter parameter) {
                return "?";
            }

            @Override
            public String onCall(Scalar.Call call) {
                return call(call, columns);
            }
        });
    }

    private static String literal(Scalar.Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return "NULL";
        }
        return switch (literal.type().kind()) {
            case VARCHAR -> "'" + ((String) value).replace("'", "''") + "'";
            case DATE -> "DATE '" + LocalDate.ofEpochDay((Integer) value) + "'";
            case TIME -> "TIME '" + LocalTime.ofNanoOfDay((Long) value * NANOSECONDS_PER_MICROSECOND) + "'";
            case TIMESTAMP -> "TIMESTAMP '" + timestamp((Long) value) + "'";
            case VARBINARY -> "X'…'";
            default -> value.toString();
        };
    }

    private static String timestamp(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROSECONDS_PER_SECOND),
                (int) Math.floorMod(micros, MICROSECONDS_PER_SECOND) * NANOSECONDS_PER_MICROSECOND,
                ZoneOffset.UTC);
        return time.toString().replace('T', ' ');
    }

    private static String call(Scalar.Call call, List<String> columns) {
        List<String> arguments =
                call.arguments().stream().map(a -> of(a, columns)).toList();
        return switch (call.function()) {
            case AND -> infix(" AND ", arguments);
            case OR -> infix(" OR ", arguments);
            case EQUAL -> infix(" = ", arguments);
            case NOT_EQUAL -> infix(" <> ", arguments);
            case LESS -> infix(" < ", arguments);
            case LESS_OR_EQUAL -> infix(" <= ", arguments);
            case GREATER -> infix(" > ", arguments);
            case GREATER_OR_EQUAL -> infix(" >= ", arguments);
            case IS_DISTINCT_FROM -> infix(" IS DISTINCT FROM ", arguments);
            case IS_NOT_DISTINCT_FROM -> infix(" IS NOT DISTINCT FROM ", arguments);
            case ADD -> infix(" + ", arguments);
            case SUBTRACT -> infix(" - ", arguments);
            case MULTIPLY -> infix(" * ", arguments);
            case DIVIDE -> infix(" / ", arguments);
            case CONCAT -> infix(" || ", arguments);
            case LIKE ->
                infix(" LIKE ", arguments.subList(0, 2)) + (arguments.size() > 2 ? " ESCAPE " + arguments.get(2) : "");
            case NOT -> "NOT " + arguments.get(0);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                "(" + arguments.get(0) + " " + words(call) + ")";
            case IN ->
                "(" + arguments.get(0) + " IN (" + String.join(", ", arguments.subList(1, arguments.size())) + "))";
            case CAST -> "CAST(" + arguments.get(0) + " AS " + call.type() + ")";
            case CASE -> caseText(arguments);
            case ADD_MONTHS -> "(" + arguments.get(0) + " + " + arguments.get(1) + " MONTHS)";
            case ADD_DAYS -> "(" + arguments.get(0) + " + " + arguments.get(1) + " DAYS)";
            default -> call.function() + "(" + String.join(", ", arguments) + ")";
        };
    }

    private static String words(Scalar.Call call) {
        return call.function().name().replace('_', ' ');
    }

    private static String infix(String operator, List<String> arguments) {
        return arguments.stream().collect(Collectors.joining(operator, "(", ")"));
    }

    private static String caseText(List<String> arguments) {
        StringBuilder text = new StringBuilder("CASE");
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            text.append(" WHEN ").append(arguments.get(i)).append(" THEN ").append(arguments.get(i + 1));
        }
        return text.append(" ELSE ")
                .append(arguments.get(arguments.size() - 1))
                .append(" END")
                .toString();
    }
}
