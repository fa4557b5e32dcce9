package org.bestpeer.jdbc;

import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** Columns of a result. */
final class ResultColumns extends AvaticaResultSetMetaData {
    ResultColumns(AvaticaStatement statement, Meta.Signature signature) {
        super(statement, null, signature);
    }

    @Override
    public @Nullable String getColumnTypeName(int column) throws SQLException {
        return super.getColumnTypeName(column);
    }
}
