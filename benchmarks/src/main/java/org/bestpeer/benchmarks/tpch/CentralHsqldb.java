package org.bestpeer.benchmarks.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.UUID;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchTable;

/** An HSQLDB in memory. It indexes primary and foreign keys by itself. */
public final class CentralHsqldb implements CentralDatabase {
    private static final int BATCH_ROWS = 1_000;

    private final String url;

    private CentralHsqldb(String url) {
        this.url = url;
    }

    /** A new database with all rows of that scale. */
    public static CentralHsqldb start(double scale) throws SQLException {
        CentralHsqldb database = new CentralHsqldb("jdbc:hsqldb:mem:central-" + UUID.randomUUID());
        try (Connection connection = database.connect()) {
            database.load(connection, scale);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private void load(Connection connection, double scale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
            CentralSchema.create(connection);
            // The rows are known to keep the rules; checking them costs more than loading.
            statement.execute("SET DATABASE REFERENTIAL INTEGRITY FALSE");
            connection.setAutoCommit(false);
            for (TpchTable table : TpchTable.values()) {
                insert(connection, table, scale);
            }
            connection.commit();
        }
    }

    private static void insert(Connection connection, TpchTable table, double scale) throws SQLException {
        Iterator<Object[]> rows = TpchData.rows(table, scale);
        Object[] row = rows.next();
        String marks = String.join(", ", Collections.nCopies(row.length, "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table.tableName() + " VALUES (" + marks + ")")) {
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

    @Override
    public String name() {
        return "hsqldb";
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "SA", "");
    }

    @Override
    public String sql(TpchQuery query) {
        try (InputStream own = getClass().getResourceAsStream("/tpch/hsqldb/" + query.label() + ".sql")) {
            return own == null ? query.sql() : new String(own.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read HSQLDB's text of " + query.label(), e);
        }
    }

    @Override
    public void close() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot shut the HSQLDB in memory down", e);
        }
    }
}
