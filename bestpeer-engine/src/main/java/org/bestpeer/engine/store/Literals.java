package org.bestpeer.engine.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Literals given the type of what they are compared with, where that does not change their value. */
final class Literals {
    private Literals() {}

    /** The same value with the wanted type, or the literal itself if its value is not one of that type. */
    static Scalar.Literal inTypeOf(Scalar.Literal literal, DataType wanted) {
        Object value = literal.value();
        if (value == null) {
            return literal;
        }
        if (isExact(wanted) && isExact(literal.type())) {
            return exact(literal, value, wanted);
        }
        if (value instanceof Double number) {
            // Minus zero equals zero for us; stores keep only the latter.
            return new Scalar.Literal(number + 0.0, wanted);
        }
        return literal.type().kind() == wanted.kind() ? new Scalar.Literal(value, wanted) : literal;
    }

    static boolean isExact(DataType type) {
        return type.isNumeric() && type.kind() != TypeKind.DOUBLE;
    }

    static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static Scalar.Literal exact(Scalar.Literal literal, Object value, DataType wanted) {
        BigDecimal number = number(value);
        if (number.stripTrailingZeros().scale() > wanted.scale()) {
            return literal;
        }
        BigDecimal scaled = number.setScale(wanted.scale(), RoundingMode.UNNECESSARY);
        return switch (wanted.kind()) {
            case SMALLINT ->
                within(scaled, Short.MIN_VALUE, Short.MAX_VALUE)
                        ? new Scalar.Literal(scaled.intValueExact(), wanted)
                        : literal;
            case INTEGER ->
                within(scaled, Integer.MIN_VALUE, Integer.MAX_VALUE)
                        ? new Scalar.Literal(scaled.intValueExact(), wanted)
                        : literal;
            case BIGINT ->
                within(scaled, Long.MIN_VALUE, Long.MAX_VALUE)
                        ? new Scalar.Literal(scaled.longValueExact(), wanted)
                        : literal;
            default -> scaled.precision() <= wanted.precision() ? new Scalar.Literal(scaled, wanted) : literal;
        };
    }

    private static boolean within(BigDecimal value, long low, long high) {
        return value.compareTo(BigDecimal.valueOf(low)) >= 0 && value.compareTo(BigDecimal.valueOf(high)) <= 0;
    }
}
