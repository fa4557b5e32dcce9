package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bestpeer.engine.type.DataType;

/**
 * A value for a {@code ?}.
 *
 * @param value in the class of its type
 * @param type what it was made as
 */
record Parameter(Object value, DataType type) {
    /** The value in the class of the type that the statement takes the parameter to be of. */
    Object as(DataType wanted) {
        if (!(value instanceof Number number) || !wanted.isNumeric()) {
            return value;
        }
        BigDecimal exact = new BigDecimal(number.toString());
        return switch (wanted.kind()) {
            case SMALLINT, INTEGER -> exact.intValueExact();
            case BIGINT -> exact.longValueExact();
            case DECIMAL -> exact.setScale(wanted.scale(), RoundingMode.UNNECESSARY);
            default -> exact.doubleValue();
        };
    }
}
