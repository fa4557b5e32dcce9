package org.bestpeer.engine.plan;

import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** The types of exact results. */
public final class Decimals {
    private static final int MIN_QUOTIENT_SCALE = 6;
    private static final int SMALLINT_DIGITS = 5;
    private static final int INTEGER_DIGITS = 10;
    private static final int BIGINT_DIGITS = 19;

    private Decimals() {}

    /** The DECIMAL that holds every value of an exact number type. */
    public static DataType asDecimal(DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> DataType.decimal(SMALLINT_DIGITS, 0);
            case INTEGER -> DataType.decimal(INTEGER_DIGITS, 0);
            case BIGINT -> DataType.decimal(BIGINT_DIGITS, 0);
            case DECIMAL -> type;
            default -> throw new IllegalArgumentException("not an exact number: " + type);
        };
    }

    /**
     * Type of a quotient: scale max(6, s1 + p2 + 1); where it does not fit 38 digits, the scale gives way to the whole
     * part, but not below 6.
     */
    public static DataType quotient(DataType dividend, DataType divisor) {
        int scale = Math.max(MIN_QUOTIENT_SCALE, dividend.scale() + divisor.precision() + 1);
        int whole = dividend.precision() - dividend.scale() + divisor.scale();
        if (whole + scale > DataType.MAX_DECIMAL_PRECISION) {
            scale = Math.max(DataType.MAX_DECIMAL_PRECISION - whole, MIN_QUOTIENT_SCALE);
        }
        return DataType.decimal(Math.min(whole + scale, DataType.MAX_DECIMAL_PRECISION), scale);
    }

    /** Type of a sum over many values. */
    public static DataType sum(DataType argument) {
        return switch (argument.kind()) {
            case SMALLINT, INTEGER -> DataType.BIGINT;
            case BIGINT -> DataType.decimal(DataType.MAX_DECIMAL_PRECISION, 0);
            case DECIMAL -> DataType.decimal(DataType.MAX_DECIMAL_PRECISION, argument.scale());
            default -> argument;
        };
    }

    /** Type of an average: of the sum divided by the count; DECIMAL(38, 6) for integers. */
    public static DataType average(DataType argument) {
        return argument.kind() == TypeKind.DOUBLE
                ? DataType.DOUBLE
                : quotient(
                        DataType.decimal(
                                DataType.MAX_DECIMAL_PRECISION,
                                asDecimal(argument).scale()),
                        asDecimal(DataType.BIGINT));
    }
}
