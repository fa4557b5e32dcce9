package org.bestpeer.benchmarks.baseline;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchTable;
import org.duckdb.DuckDBConnection;

/** A DuckDB in memory with two threads, without indexes, which its queries would not use. */
public final class CentralDuckdb implements TpchDatabase {
    private static final int THREADS = 2;

    private final DuckDBConnection root;

    private CentralDuckdb(DuckDBConnection root) {
        this.root = root;
    }

    /** A new database with all rows of that scale. */
    public static CentralDuckdb start(double scale) throws IOException, SQLException {
        CentralDuckdb database =
                new CentralDuckdb(DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class));
        try {
            database.load(Rows.all(scale));
        } catch (SQLException | IOException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private void load(Rows rows) throws SQLException, IOException {
        Path directory = Files.createTempDirectory("bestpeer-duckdb-");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + THREADS);
            statement.execute("CREATE SCHEMA model");
            statement.execute("USE model");
            CentralSchema.create(connection);
            statement.execute("USE main");
            for (TpchTable table : TpchTable.values()) {
                Path file = directory.resolve(table.tableName());
                write(file, table, rows.of(table));
                statement.execute("CREATE TABLE %s AS FROM model.%s".formatted(table.tableName(), table.tableName()));
                statement.execute("COPY %s FROM '%s' (FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')"
                        .formatted(table.tableName(), file));
                Files.delete(file);
            }
        } finally {
            Files.delete(directory);
        }
    }

    private static void write(Path file, TpchTable table, Iterator<Object[]> rows) throws IOException {
        RowText lines = new RowText(table);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            StringBuilder line = new StringBuilder();
            while (rows.hasNext()) {
                line.setLength(0);
                lines.append(line, rows.next());
                out.append(line);
            }
        }
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public Connection connect() throws SQLException {
        return root.duplicate();
    }

    @Override
    public String sql(TpchQuery query) {
        return Dialects.named(query);
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the DuckDB in memory", e);
        }
    }
}
