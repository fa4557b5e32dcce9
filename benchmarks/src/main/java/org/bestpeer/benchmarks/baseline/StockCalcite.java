package org.bestpeer.benchmarks.baseline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalcitePrepare;
import org.apache.calcite.jdbc.Driver;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCostFactory;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.prepare.CalcitePrepareImpl;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.ViewTable;
import org.apache.calcite.util.CancelFlag;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import org.bestpeer.node.tpch.TpchTable;
import org.hsqldb.jdbc.JDBCPool;
import org.hsqldb.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * Calcite as it comes over one HSQLDB server for each company: the JDBC adapter, and for each table a view that is the
 * union of the companies' tables. Used by one thread.
 */
public final class StockCalcite implements TpchDatabase {
    private static final String FRONT = "FRONT";
    /** To each server; a query reads a table more than once. */
    private static final int CONNECTIONS = 16;

    private final TpchSplit split;
    private final List<Server> servers = new ArrayList<>();
    private final List<JDBCPool> pools = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private StockCalcite(TpchSplit split) {
        this.split = split;
    }

    /** New servers with the split's rows in memory. */
    public static StockCalcite start(TpchSplit split) throws IOException, SQLException {
        StockCalcite all = new StockCalcite(split);
        try {
            for (int company = 0; company < split.companies(); company++) {
                all.startServer(company);
            }
        } catch (SQLException | IOException e) {
            all.close();
            throw e;
        }
        return all;
    }

    private void startServer(int company) throws IOException, SQLException {
        String database = "mem:company-" + company + "-" + UUID.randomUUID();
        try (Connection connection = DriverManager.getConnection("jdbc:hsqldb:" + database, "SA", "")) {
            HsqldbLoader.load(connection, Rows.of(split, company));
        }
        int port = freePort();
        Server server = new Server();
        server.setLogWriter(null);
        server.setErrWriter(null);
        server.setSilent(true);
        server.setAddress("127.0.0.1");
        server.setPort(port);
        server.setDatabaseName(0, "company");
        server.setDatabasePath(0, database);
        server.start();
        servers.add(server);
        JDBCPool pool = new JDBCPool(CONNECTIONS);
        pool.setUrl("jdbc:hsqldb:hsql://127.0.0.1:" + port + "/company");
        pool.setUser("SA");
        pool.setPassword("");
        pools.add(pool);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("caseSensitive", "false");
        Connection connection = new Driver().withPrepareFactory(this::prepare).connect("jdbc:calcite:", properties);
        CalciteConnection calcite = connection.unwrap(CalciteConnection.class);
        SchemaPlus root = calcite.getRootSchema();
        for (int company = 0; company < pools.size(); company++) {
            String name = schema(company);
            root.add(name, JdbcSchema.create(root, name, pools.get(company), null, "PUBLIC"));
        }
        SchemaPlus front = root.add(FRONT, new AbstractSchema());
        for (TpchTable table : TpchTable.values()) {
            front.add(table.name(), ViewTable.viewMacro(front, union(table), List.of(FRONT), null, false));
        }
        calcite.setSchema(FRONT);
        return connection;
    }

    private String union(TpchTable table) {
        return IntStream.range(0, split.companies())
                .filter(company -> split.shares(table, company))
                .mapToObj(company -> "SELECT * FROM " + schema(company) + "." + table.name())
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String schema(int company) {
        return String.format(Locale.ROOT, "COMPANY%d", company);
    }

    /** Planning that can be cancelled, for it may take minutes. */
    private CalcitePrepare prepare() {
        return new CalcitePrepareImpl() {
            @Override
            protected RelOptPlanner createPlanner(
                    CalcitePrepare.Context context,
                    org.apache.calcite.plan.@Nullable Context external,
                    @Nullable RelOptCostFactory costs) {
                cancelled.set(false);
                return super.createPlanner(context, Contexts.of(context.config(), new CancelFlag(cancelled)), costs);
            }
        };
    }

    @Override
    public String sql(TpchQuery query) {
        return Dialects.named(query);
    }

    /** What runs inside an HSQLDB ends there. */
    @Override
    public void limit(Statement statement, Duration limit) throws SQLException {
        statement.setQueryTimeout((int) limit.toSeconds() + 1);
    }

    @Override
    public void cancel(Statement statement) throws SQLException {
        cancelled.set(true);
        statement.cancel();
    }

    @Override
    public void close() {
        for (JDBCPool pool : pools) {
            try {
                pool.close(0);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot close connections to an HSQLDB", e);
            }
        }
        servers.forEach(Server::shutdown);
    }
}
