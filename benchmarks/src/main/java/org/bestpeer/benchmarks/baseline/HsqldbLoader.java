package org.bestpeer.benchmarks.baseline;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import org.bestpeer.node.tpch.TpchTable;

/** Fills an HSQLDB in memory, which indexes primary and foreign keys by itself. */
public final class HsqldbLoader {
    private static final int BATCH_ROWS = 1_000;

    private HsqldbLoader() {}

    /** Creates all tables and loads those rows. */
    static void load(Connection connection, Rows rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
            CentralSchema.create(connection);
            // The rows are known to keep the rules; checking them costs more than loading.
            statement.execute("SET DATABASE REFERENTIAL INTEGRITY FALSE");
            connection.setAutoCommit(false);
            for (TpchTable table : TpchTable.values()) {
                insert(connection, table.tableName(), rows.of(table));
            }
            connection.commit();
        }
    }

    /**
     * Inserts rows as they come.
     *
     * @param rows in the classes of {@link org.bestpeer.node.tpch.TpchData}, in the order of the table's columns
     */
    public static void insert(Connection connection, String table, Iterator<Object[]> rows) throws SQLException {
        if (!rows.hasNext()) {
            return;
        }
        Object[] row = rows.next();
        String marks = String.join(", ", Collections.nCopies(row.length, "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            int[] types = types(insert);
            for (int pending = 1; ; pending++) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, types[i] == Types.DATE ? date(row[i]) : row[i]);
                }
                insert.addBatch();
                boolean last = !rows.hasNext();
                if (last || pending % BATCH_ROWS == 0) {
                    insert.executeBatch();
                }
                if (last) {
                    return;
                }
                row = rows.next();
            }
        }
    }

    private static int[] types(PreparedStatement insert) throws SQLException {
        var parameters = insert.getParameterMetaData();
        int[] types = new int[parameters.getParameterCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = parameters.getParameterType(i + 1);
        }
        return types;
    }

    private static Date date(Object epochDay) {
        return Date.valueOf(LocalDate.ofEpochDay((Integer) epochDay));
    }
}
