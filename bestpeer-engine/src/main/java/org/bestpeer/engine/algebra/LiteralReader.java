package org.bestpeer.engine.algebra;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.engine.wire.WireLiteral;
import org.jspecify.annotations.Nullable;

/** Reads constants, each in the Java class of its type and within its range. */
final class LiteralReader {
    private static final int LONGEST_DECIMAL_BYTES = 17;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private LiteralReader() {}

    static @Nullable Object value(WireLiteral wire, DataType type) {
        return switch (wire.getValueCase()) {
            case VALUE_NOT_SET -> null;
            case BOOLEAN_VALUE -> {
                require(type, type.equals(DataType.BOOLEAN));
                yield wire.getBooleanValue();
            }
            case INTEGER_VALUE -> integer(wire.getIntegerValue(), type);
            case DOUBLE_VALUE -> {
                require(type, type.equals(DataType.DOUBLE));
                yield wire.getDoubleValue();
            }
            case TEXT_VALUE -> {
                require(type, type.kind() == TypeKind.VARCHAR);
                yield wire.getTextValue();
            }
            case BYTES_VALUE -> {
                require(type, type.kind() == TypeKind.VARBINARY);
                yield wire.getBytesValue().toByteArray();
            }
            case UNSCALED_VALUE -> decimal(wire.getUnscaledValue().toByteArray(), type);
        };
    }

    private static void require(DataType type, boolean fits) {
        if (!fits) {
            throw unfit(type);
        }
    }

    private static BestPeerException unfit(DataType type) {
        return AlgebraReader.unreadable("a constant is not of its type " + type);
    }

    private static Object integer(long value, DataType type) {
        return switch (type.kind()) {
            case SMALLINT -> {
                require(type, value == (short) value);
                yield (int) value;
            }
            case INTEGER, DATE -> {
                require(type, value == (int) value);
                yield (int) value;
            }
            case BIGINT, TIMESTAMP -> value;
            case TIME -> {
                require(type, value >= 0 && value < MICROS_PER_DAY);
                yield value;
            }
            default -> throw unfit(type);
        };
    }

    private static BigDecimal decimal(byte[] unscaled, DataType type) {
        require(
                type,
                type.kind() == TypeKind.DECIMAL && unscaled.length > 0 && unscaled.length <= LONGEST_DECIMAL_BYTES);
        BigDecimal value = new BigDecimal(new BigInteger(unscaled), type.scale());
        require(type, value.precision() <= type.precision());
        return value;
    }
}
