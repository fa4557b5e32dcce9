package org.bestpeer.benchmarks.baseline;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;
import org.bestpeer.node.tpch.TpchTable;

/**
 * One database for each company and one in front of them that has their tables as foreign tables ({@code postgres_fdw}).
 * Where the companies hold ranges of keys, these are the bounds of partitions, so that joins and aggregates are done
 * partition by partition; reference tables are copied to the front.
 */
public final class FederatedPostgres implements TpchDatabase {
    private static final String FRONT = "front";

    private final PostgresCluster cluster;
    private final TpchSplit split;

    private FederatedPostgres(PostgresCluster cluster, TpchSplit split) {
        this.cluster = cluster;
        this.split = split;
    }

    /** New databases with the split's rows; empty if PostgreSQL is not installed. */
    public static Optional<FederatedPostgres> start(TpchSplit split) throws IOException, SQLException {
        Optional<PostgresCluster> cluster =
                PostgresCluster.startIfInstalled("shared_buffers=1GB", "max_connections=200", "jit=off");
        if (cluster.isEmpty()) {
            return Optional.empty();
        }
        FederatedPostgres databases = new FederatedPostgres(cluster.get(), split);
        try {
            databases.load();
        } catch (SQLException e) {
            databases.close();
            throw e;
        }
        return Optional.of(databases);
    }

    private void load() throws SQLException {
        for (int company = 0; company < split.companies(); company++) {
            create(database(company));
            try (Connection connection = cluster.connect(database(company))) {
                PostgresLoader.load(connection, Rows.of(split, company));
            }
        }
        create(FRONT);
        try (Connection connection = cluster.connect(FRONT);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION postgres_fdw");
            for (int company = 0; company < split.companies(); company++) {
                link(statement, company);
            }
            statement.execute("CREATE SCHEMA model");
            statement.execute("SET search_path = model");
            CentralSchema.create(connection);
            statement.execute("SET search_path = public");
            for (TpchTable table : TpchTable.values()) {
                if (table.isReference()) {
                    copy(statement, table);
                } else {
                    federate(statement, table);
                }
            }
            statement.execute("ANALYZE");
            statement.execute("ALTER DATABASE " + FRONT + " SET enable_partitionwise_join = on");
            statement.execute("ALTER DATABASE " + FRONT + " SET enable_partitionwise_aggregate = on");
        }
    }

    private void create(String database) throws SQLException {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
    }

    private void link(Statement statement, int company) throws SQLException {
        statement.execute(
                """
                CREATE SERVER %s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '%d', dbname '%s',
                    fetch_size '10000', async_capable 'true', use_remote_estimate 'true')"""
                        .formatted(database(company), cluster.port(), database(company)));
        statement.execute("CREATE USER MAPPING FOR CURRENT_USER SERVER %s OPTIONS (user '%s', password '%s')"
                .formatted(database(company), PostgresCluster.USER, cluster.password()));
    }

    private static void copy(Statement statement, TpchTable table) throws SQLException {
        String name = table.tableName();
        statement.execute("CREATE TABLE %s (LIKE model.%s INCLUDING ALL)".formatted(name, name));
        statement.execute("CREATE FOREIGN TABLE %s_of () INHERITS (model.%s) SERVER %s OPTIONS (table_name '%s')"
                .formatted(name, name, database(Layout.PUBLISHER), name));
        statement.execute("INSERT INTO %s SELECT * FROM %s_of".formatted(name, name));
    }

    private void federate(Statement statement, TpchTable table) throws SQLException {
        List<Integer> owners = new ArrayList<>();
        for (int company = 0; company < split.companies(); company++) {
            if (split.shares(table, company)) {
                owners.add(company);
            }
        }
        String name = table.tableName();
        boolean ranges = split.layout() != Layout.EVEN;
        String key = CentralSchema.leadingKey(table);
        statement.execute("CREATE TABLE %s (LIKE model.%s)%s"
                .formatted(name, name, ranges ? " PARTITION BY RANGE (" + key + ")" : ""));
        List<String> bounds = ranges ? bounds(owners, table, key) : List.of();
        for (int i = 0; i < owners.size(); i++) {
            String company = database(owners.get(i));
            String kind = ranges
                    ? "PARTITION OF %s FOR VALUES FROM (%s) TO (%s)".formatted(name, bounds.get(i), bounds.get(i + 1))
                    : "() INHERITS (" + name + ")";
            statement.execute("CREATE FOREIGN TABLE %s_%s %s SERVER %s OPTIONS (table_name '%s')"
                    .formatted(name, company, kind, company, name));
        }
    }

    /** One more than there are owners. */
    private List<String> bounds(List<Integer> owners, TpchTable table, String key) throws SQLException {
        List<String> bounds = new ArrayList<>(List.of("MINVALUE"));
        for (int owner : owners.subList(1, owners.size())) {
            try (Connection connection = cluster.connect(database(owner));
                    Statement statement = connection.createStatement();
                    ResultSet least =
                            statement.executeQuery("SELECT min(%s) FROM %s".formatted(key, table.tableName()))) {
                least.next();
                bounds.add(String.valueOf(least.getLong(1)));
            }
        }
        bounds.add("MAXVALUE");
        return bounds;
    }

    private static String database(int company) {
        return String.format(Locale.ROOT, "company%d", company);
    }

    @Override
    public String name() {
        return "pgfdw";
    }

    @Override
    public Connection connect() throws SQLException {
        return cluster.connect(FRONT);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
