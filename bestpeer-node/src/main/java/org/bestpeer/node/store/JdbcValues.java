package org.bestpeer.node.store;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Values to and from JDBC, in the types of {@link HsqldbDialect#typeName}. */
final class JdbcValues {
    private JdbcValues() {}

    static void set(PreparedStatement statement, int index, DataType type, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, jdbcType(type));
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
            case SMALLINT, INTEGER, DATE -> statement.setInt(index, (Integer) value);
            case BIGINT, TIME, TIMESTAMP -> statement.setLong(index, (Long) value);
            case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
            case DOUBLE -> statement.setDouble(index, (Double) value);
            case VARCHAR -> statement.setString(index, (String) value);
            case VARBINARY -> statement.setBytes(index, (byte[]) value);
        }
    }

    static @Nullable Object get(ResultSet row, int index, DataType type) throws SQLException {
        Object value =
                switch (type.kind()) {
                    case BOOLEAN -> row.getBoolean(index);
                    case SMALLINT, INTEGER, DATE -> row.getInt(index);
                    case BIGINT, TIME, TIMESTAMP -> row.getLong(index);
                    case DECIMAL -> row.getBigDecimal(index);
                    case DOUBLE -> row.getDouble(index);
                    case VARCHAR -> row.getString(index);
                    case VARBINARY -> row.getBytes(index);
                };
        return row.wasNull() ? null : value;
    }

    private static int jdbcType(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Types.BOOLEAN;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER, DATE -> Types.INTEGER;
            case BIGINT, TIME, TIMESTAMP -> Types.BIGINT;
            case DECIMAL -> Types.DECIMAL;
            case DOUBLE -> Types.DOUBLE;
            case VARCHAR -> Types.VARCHAR;
            case VARBINARY -> Types.VARBINARY;
        };
    }
}
