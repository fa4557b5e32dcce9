package org.bestpeer.engine.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;

/** The engine's types and Calcite's. To Calcite every value may be null. */
final class TypeMapping {
    private TypeMapping() {}

    static RelDataType toCalcite(RelDataTypeFactory factory, DataType type) {
        RelDataType sqlType =
                switch (type.kind()) {
                    case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
                    case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
                    case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
                    case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
                    case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
                    case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
                    case VARCHAR -> sized(factory, SqlTypeName.VARCHAR, type.precision());
                    case DATE -> factory.createSqlType(SqlTypeName.DATE);
                    case TIME -> factory.createSqlType(SqlTypeName.TIME, type.precision());
                    case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, type.precision());
                    case VARBINARY -> sized(factory, SqlTypeName.VARBINARY, type.precision());
                };
        return factory.createTypeWithNullability(sqlType, true);
    }

    private static RelDataType sized(RelDataTypeFactory factory, SqlTypeName name, int length) {
        return length == 0 ? factory.createSqlType(name) : factory.createSqlType(name, length);
    }

    static DataType toEngine(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> DataType.BOOLEAN;
            case TINYINT, SMALLINT -> DataType.SMALLINT;
            case INTEGER -> DataType.INTEGER;
            case BIGINT -> DataType.BIGINT;
            case DECIMAL -> DataType.decimal(type.getPrecision(), type.getScale());
            case REAL, FLOAT, DOUBLE -> DataType.DOUBLE;
            // The type of a bare NULL; text reads as anything.
            case NULL -> DataType.VARCHAR;
            case CHAR, VARCHAR -> DataType.varchar(length(type));
            case DATE -> DataType.DATE;
            case TIME -> new DataType(DataType.TIME.kind(), type.getPrecision(), 0);
            case TIMESTAMP -> new DataType(DataType.TIMESTAMP.kind(), type.getPrecision(), 0);
            case INTERVAL_YEAR,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_MONTH,
                    INTERVAL_DAY,
                    INTERVAL_DAY_HOUR,
                    INTERVAL_DAY_MINUTE,
                    INTERVAL_DAY_SECOND,
                    INTERVAL_HOUR,
                    INTERVAL_HOUR_MINUTE,
                    INTERVAL_HOUR_SECOND,
                    INTERVAL_MINUTE,
                    INTERVAL_MINUTE_SECOND,
                    INTERVAL_SECOND -> DataType.BIGINT;
            case BINARY, VARBINARY -> new DataType(DataType.VARBINARY.kind(), length(type), 0);
            default ->
                throw new BestPeerException(
                        ErrorCode.NOT_SUPPORTED,
                        "values of type %s are not supported here"
                                .formatted(type.getSqlTypeName().getName().replace('_', ' ')));
        };
    }

    private static int length(RelDataType type) {
        return Math.max(0, type.getPrecision());
    }
}
