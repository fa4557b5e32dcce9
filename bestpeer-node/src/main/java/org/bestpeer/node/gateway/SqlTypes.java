package org.bestpeer.node.gateway;

import java.sql.Types;
import org.apache.calcite.avatica.proto.Common.Rep;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** What JDBC says about our types. */
final class SqlTypes {
    private static final int LONGEST = Integer.MAX_VALUE;

    private SqlTypes() {}

    /** The constant of {@link Types}. */
    static int id(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> Types.BOOLEAN;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case DECIMAL -> Types.DECIMAL;
            case DOUBLE -> Types.DOUBLE;
            case VARCHAR -> Types.VARCHAR;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP -> Types.TIMESTAMP;
            case VARBINARY -> Types.VARBINARY;
        };
    }

    /** How values travel. */
    static Rep rep(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> Rep.BOOLEAN;
            case SMALLINT -> Rep.SHORT;
            case INTEGER, DATE, TIME -> Rep.INTEGER;
            case BIGINT, TIMESTAMP -> Rep.LONG;
            case DECIMAL -> Rep.NUMBER;
            case DOUBLE -> Rep.DOUBLE;
            case VARCHAR -> Rep.STRING;
            case VARBINARY -> Rep.BYTE_STRING;
        };
    }

    /** Class of {@code getObject}. */
    static String javaClass(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> "java.lang.Boolean";
            case SMALLINT -> "java.lang.Short";
            case INTEGER -> "java.lang.Integer";
            case BIGINT -> "java.lang.Long";
            case DECIMAL -> "java.math.BigDecimal";
            case DOUBLE -> "java.lang.Double";
            case VARCHAR -> "java.lang.String";
            case DATE -> "java.sql.Date";
            case TIME -> "java.sql.Time";
            case TIMESTAMP -> "java.sql.Timestamp";
            case VARBINARY -> "[B";
        };
    }

    /** Digits, characters, bytes, or the length of the text of a date or time. */
    static int precision(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case DECIMAL -> type.precision();
            case DOUBLE -> 15;
            case VARCHAR, VARBINARY -> type.precision() == 0 ? LONGEST : type.precision();
            case DATE -> 10;
            case TIME -> 12;
            case TIMESTAMP -> 23;
        };
    }

    static int displaySize(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> 5;
            case SMALLINT -> 6;
            case INTEGER -> 11;
            case BIGINT -> 20;
            case DECIMAL -> type.precision() + 2;
            case DOUBLE -> 24;
            default -> precision(type);
        };
    }

    /** Digits behind the point; of times and timestamps those of the second that reach the client. */
    static int scale(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> type.scale();
            case TIME, TIMESTAMP -> 3;
            default -> 0;
        };
    }

    static boolean signed(TypeKind kind) {
        return new DataType(kind == TypeKind.DECIMAL ? TypeKind.BIGINT : kind, 0, 0).isNumeric();
    }
}
