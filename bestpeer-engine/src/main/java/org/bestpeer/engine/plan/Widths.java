package org.bestpeer.engine.plan;

import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** How many bytes values are thought to take on the wire. */
final class Widths {
    private static final int DEFAULT_TEXT = 20;
    private static final int SHORT_DECIMAL_DIGITS = 18;

    private Widths() {}

    static int of(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case SMALLINT -> 2;
            case INTEGER, DATE -> 4;
            case BIGINT, DOUBLE, TIME, TIMESTAMP -> 8;
            case DECIMAL -> type.precision() <= SHORT_DECIMAL_DIGITS ? 8 : 16;
            case VARCHAR, VARBINARY -> type.precision() == 0 ? DEFAULT_TEXT : Math.min(DEFAULT_TEXT, type.precision());
        };
    }

    static int of(List<Field> fields) {
        return fields.stream().mapToInt(f -> of(f.type())).sum();
    }
}
