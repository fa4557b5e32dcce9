package org.bestpeer.engine.type;

/**
 * Type of a column or an expression. Every value may also be null.
 *
 * @param kind what it is
 * @param precision digits of a DECIMAL (1 to 38), characters of a VARCHAR, bytes of a VARBINARY (0: no limit),
 *     fractional digits of a TIME or TIMESTAMP (0 to 6); 0 for the others
 * @param scale fractional digits of a DECIMAL (0 to precision); 0 for the others
 */
public record DataType(TypeKind kind, int precision, int scale) {
    public static final int MAX_DECIMAL_PRECISION = 38;
    public static final int MAX_FRACTIONAL_SECOND_DIGITS = 6;

    public static final DataType BOOLEAN = new DataType(TypeKind.BOOLEAN, 0, 0);
    public static final DataType SMALLINT = new DataType(TypeKind.SMALLINT, 0, 0);
    public static final DataType INTEGER = new DataType(TypeKind.INTEGER, 0, 0);
    public static final DataType BIGINT = new DataType(TypeKind.BIGINT, 0, 0);
    public static final DataType DOUBLE = new DataType(TypeKind.DOUBLE, 0, 0);
    public static final DataType DATE = new DataType(TypeKind.DATE, 0, 0);
    public static final DataType TIME = new DataType(TypeKind.TIME, MAX_FRACTIONAL_SECOND_DIGITS, 0);
    public static final DataType TIMESTAMP = new DataType(TypeKind.TIMESTAMP, MAX_FRACTIONAL_SECOND_DIGITS, 0);
    public static final DataType VARCHAR = new DataType(TypeKind.VARCHAR, 0, 0);
    public static final DataType VARBINARY = new DataType(TypeKind.VARBINARY, 0, 0);

    public DataType {
        if (kind == TypeKind.DECIMAL
                && (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException("no such type: DECIMAL(%d, %d)".formatted(precision, scale));
        }
    }

    /** DECIMAL of so many digits, so many of them behind the point. */
    public static DataType decimal(int precision, int scale) {
        return new DataType(TypeKind.DECIMAL, precision, scale);
    }

    /** VARCHAR of at most so many characters; 0 for no limit. */
    public static DataType varchar(int length) {
        return new DataType(TypeKind.VARCHAR, length, 0);
    }

    /** Whether values are numbers. */
    public boolean isNumeric() {
        return kind.compareTo(TypeKind.SMALLINT) >= 0 && kind.compareTo(TypeKind.DOUBLE) <= 0;
    }

    /** The type as SQL text, for messages and plans. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
            case VARCHAR, VARBINARY -> precision == 0 ? kind.name() : kind + "(" + precision + ")";
            default -> kind.name();
        };
    }
}
