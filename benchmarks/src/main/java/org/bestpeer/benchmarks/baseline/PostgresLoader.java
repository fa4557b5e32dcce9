package org.bestpeer.benchmarks.baseline;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.bestpeer.node.tpch.TpchTable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills a new database of PostgreSQL: indexes on all primary and foreign keys, analysed. */
final class PostgresLoader {
    private static final int BUFFER_CHARACTERS = 1 << 16;

    private PostgresLoader() {}

    /** Creates all tables and loads those rows. */
    static void load(Connection connection, Rows rows) throws SQLException {
        CentralSchema.create(connection);
        try (Statement statement = connection.createStatement()) {
            // The rows are known to keep the rules; without this every one of them is looked up.
            statement.execute("SET session_replication_role = replica");
            for (TpchTable table : TpchTable.values()) {
                copy(connection, table, rows.of(table));
            }
            CentralSchema.indexForeignKeys(connection);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void copy(Connection connection, TpchTable table, Iterator<Object[]> rows) throws SQLException {
        RowText lines = new RowText(table);
        CopyIn copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table.tableName() + " FROM STDIN");
        try {
            StringBuilder text = new StringBuilder(2 * BUFFER_CHARACTERS);
            while (rows.hasNext()) {
                lines.append(text, rows.next());
                if (text.length() > BUFFER_CHARACTERS) {
                    write(copy, text);
                }
            }
            write(copy, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
