package org.bestpeer.engine.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Computes the few calls over literals that matter for finding owners: casts between numbers, text to dates, date
 * arithmetic. Whatever it does not know, or would fail, is left to the executor.
 */
public final class ConstantFolding {
    private static final long MICROSECONDS_PER_DAY = 86_400_000_000L;

    private ConstantFolding() {}

    /** The expression with what is constant computed. */
    public static Scalar fold(Scalar scalar) {
        return Scalars.rewrite(scalar, part -> part instanceof Scalar.Call call ? foldCall(call) : part);
    }

    private static Scalar foldCall(Scalar.Call call) {
        if (!call.arguments().stream().allMatch(a -> a instanceof Scalar.Literal)) {
            return call;
        }
        List<Scalar.Literal> literals =
                call.arguments().stream().map(Scalar.Literal.class::cast).toList();
        Optional<Scalar> folded =
                switch (call.function()) {
                    case CAST -> cast(literals.get(0), call.type());
                    case ADD_DAYS, ADD_MONTHS, ADD_MICROSECONDS -> add(call, literals);
                    case NEGATE -> negate(literals.get(0), call.type());
                    default -> Optional.empty();
                };
        return folded.orElse(call);
    }

    private static Optional<Scalar> cast(Scalar.Literal literal, DataType type) {
        Object value = literal.value();
        if (value == null) {
            return Optional.of(new Scalar.Literal(null, type));
        }
        if (literal.type().kind() == type.kind() && holdsAll(type)) {
            return Optional.of(new Scalar.Literal(value, type));
        }
        try {
            Optional<Object> result =
                    switch (type.kind()) {
                        case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE ->
                            literal.type().isNumeric() ? number(value, type) : Optional.empty();
                        case DATE ->
                            value instanceof String text
                                    ? Optional.of(
                                            (int) LocalDate.parse(text.strip()).toEpochDay())
                                    : Optional.of((int) Math.floorDiv((Long) value, MICROSECONDS_PER_DAY));
                        case TIMESTAMP ->
                            literal.type().kind() == TypeKind.DATE
                                    ? Optional.of((Integer) value * MICROSECONDS_PER_DAY)
                                    : Optional.empty();
                        case VARCHAR ->
                            value instanceof String text && text.codePointCount(0, text.length()) <= type.precision()
                                    ? Optional.of(text)
                                    : Optional.empty();
                        default -> Optional.empty();
                    };
            return result.map(v -> new Scalar.Literal(v, type));
        } catch (DateTimeException | ArithmeticException notComputable) {
            // The executor reports it, if the row it belongs to is ever reached.
            return Optional.empty();
        }
    }

    /** Whether every value of the kind is one of the type. */
    private static boolean holdsAll(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> false;
            case TIME, TIMESTAMP -> type.precision() == DataType.MAX_FRACTIONAL_SECOND_DIGITS;
            default -> type.precision() == 0;
        };
    }

    private static Optional<Object> number(Object value, DataType type) {
        return value instanceof Number number ? Optional.of(convert(exact(number), type)) : Optional.empty();
    }

    private static BigDecimal exact(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    /** @throws ArithmeticException if it does not fit the type without rounding */
    private static Object convert(BigDecimal value, DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> (int) value.shortValueExact();
            case INTEGER -> value.intValueExact();
            case BIGINT -> value.longValueExact();
            case DOUBLE -> value.doubleValue();
            default -> {
                BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
                if (scaled.precision() > type.precision()) {
                    throw new ArithmeticException("overflow");
                }
                yield scaled;
            }
        };
    }

    private static Optional<Scalar> add(Scalar.Call call, List<Scalar.Literal> literals) {
        Object start = literals.get(0).value();
        Object amount = literals.get(1).value();
        if (start == null || amount == null) {
            return Optional.of(new Scalar.Literal(null, call.type()));
        }
        try {
            Object sum = sum(call, start, ((Number) amount).longValue());
            return sum == null ? Optional.empty() : Optional.of(new Scalar.Literal(sum, call.type()));
        } catch (DateTimeException | ArithmeticException notComputable) {
            return Optional.empty();
        }
    }

    private static @Nullable Object sum(Scalar.Call call, Object start, long amount) {
        if (call.type().kind() == TypeKind.DATE) {
            LocalDate date = LocalDate.ofEpochDay((Integer) start);
            return switch (call.function()) {
                case ADD_DAYS -> Math.toIntExact(date.plusDays(amount).toEpochDay());
                case ADD_MONTHS -> Math.toIntExact(date.plusMonths(amount).toEpochDay());
                default -> null;
            };
        }
        if (call.type().kind() != TypeKind.TIMESTAMP) {
            return null;
        }
        long micros = (Long) start;
        return switch (call.function()) {
            case ADD_MICROSECONDS -> Math.addExact(micros, amount);
            case ADD_MONTHS -> {
                LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROSECONDS_PER_DAY));
                long shifted = day.plusMonths(amount).toEpochDay();
                yield Math.addExact(
                        Math.multiplyExact(shifted, MICROSECONDS_PER_DAY), Math.floorMod(micros, MICROSECONDS_PER_DAY));
            }
            default -> null;
        };
    }

    private static Optional<Scalar> negate(Scalar.Literal literal, DataType type) {
        if (literal.value() instanceof Number number && Scalars.isSameValue(literal.type(), type)) {
            try {
                return Optional.of(new Scalar.Literal(convert(exact(number).negate(), type), type));
            } catch (ArithmeticException notComputable) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
