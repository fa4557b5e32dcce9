package org.bestpeer.benchmarks.tpch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchTable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A PostgreSQL server of its own, stopped and deleted when closed. */
public final class CentralPostgres implements CentralDatabase {
    private static final int BUFFER_CHARACTERS = 1 << 16;

    private final PostgresCluster cluster;

    private CentralPostgres(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** A new server with all rows of that scale; empty if PostgreSQL is not installed. */
    public static Optional<CentralPostgres> start(double scale) throws IOException, SQLException {
        Optional<PostgresCluster> cluster = PostgresCluster.startIfInstalled();
        if (cluster.isEmpty()) {
            return Optional.empty();
        }
        CentralPostgres database = new CentralPostgres(cluster.get());
        try (Connection connection = database.connect()) {
            load(connection, scale);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
        return Optional.of(database);
    }

    private static void load(Connection connection, double scale) throws SQLException {
        CentralSchema.create(connection);
        try (Statement statement = connection.createStatement()) {
            // The rows are known to keep the rules; without this every one of them is looked up.
            statement.execute("SET session_replication_role = replica");
            for (TpchTable table : TpchTable.values()) {
                copy(connection, table, scale);
            }
            CentralSchema.indexForeignKeys(connection);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void copy(Connection connection, TpchTable table, double scale) throws SQLException {
        Set<Integer> dates = dateColumns(table);
        CopyIn copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table.tableName() + " FROM STDIN");
        try {
            StringBuilder text = new StringBuilder(2 * BUFFER_CHARACTERS);
            for (Iterator<Object[]> rows = TpchData.rows(table, scale); rows.hasNext(); ) {
                append(text, rows.next(), dates);
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

    private static Set<Integer> dateColumns(TpchTable table) {
        return switch (table) {
            case ORDERS -> Set.of(4);
            case LINEITEM -> Set.of(10, 11, 12);
            default -> Set.of();
        };
    }

    private static void append(StringBuilder text, Object[] row, Set<Integer> dates) {
        for (int i = 0; i < row.length; i++) {
            String value = dates.contains(i)
                    ? LocalDate.ofEpochDay((Integer) row[i]).toString()
                    : row[i].toString().replace("\\", "\\\\");
            text.append(i == 0 ? "" : "\t").append(value);
        }
        text.append('\n');
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Connection connect() throws SQLException {
        return cluster.connect();
    }

    /** Address of the server. */
    String url() {
        return cluster.url();
    }

    /** Password of {@link PostgresCluster#USER}. */
    String password() {
        return cluster.password();
    }

    @Override
    public String sql(TpchQuery query) {
        return query.sql();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
