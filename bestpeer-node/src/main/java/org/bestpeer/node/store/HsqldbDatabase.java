package org.bestpeer.node.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.hsqldb.jdbc.JDBCDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open database, locked down: no server, no Java functions, no files other than its own; every commit synced; the
 * administrator's password known to this process only, and scans under a user that may only read.
 */
final class HsqldbDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HsqldbDatabase.class);
    private static final String ADMIN = "SA";
    private static final String READER = "READER";
    private static final String ROUTINES = "hsqldb.method_class_names";
    private static final String FILES_ANYWHERE = "textdb.allow_full_path";
    private static final String SETTINGS = ";hsqldb.write_delay=false;hsqldb.full_log_replay=true"
            + ";hsqldb.digest=SHA-256;hsqldb.tx=mvcc;hsqldb.tx_level=read_committed;sql.restrict_exec=true"
            + ";hsqldb.default_table_type=cached;hsqldb.cache_rows=200000;hsqldb.cache_size=65536"
            + ";hsqldb.extlog=2"
            // The directory is locked already; the database's own lock makes a restart after a crash wait 10 seconds.
            + ";hsqldb.lock_file=false";

    private final String url;
    private final StoreDirectory.Secrets secrets;
    private final SyncWatch syncWatch;

    private HsqldbDatabase(String url, StoreDirectory.Secrets secrets, SyncWatch syncWatch) {
        this.url = url;
        this.secrets = secrets;
        this.syncWatch = syncWatch;
    }

    static HsqldbDatabase openFiles(StoreDirectory directory, StoreOptions options) throws IOException {
        lockDown();
        Path base = directory.path().resolve("store");
        long cut = LogTail.cut(Path.of(base + ".log"));
        if (cut > 0) {
            LOG.info("store {}: cut {} bytes of a write that was never acknowledged", directory.path(), cut);
        }
        return open(
                "jdbc:hsqldb:file:" + base,
                directory.secrets(),
                List.of(
                        "SET DATABASE DEFAULT RESULT MEMORY ROWS " + options.resultRowsInMemory(),
                        "SET DATABASE DEFAULT TABLE TYPE " + (options.tablesInMemory() ? "MEMORY" : "CACHED")),
                directory.path().toString());
    }

    static HsqldbDatabase openMemory() {
        lockDown();
        String name = UUID.randomUUID().toString();
        return open("jdbc:hsqldb:mem:" + name, StoreDirectory.Secrets.random(), List.of(), "in memory");
    }

    /** A connection that may do anything; for loads only. */
    Connection admin() throws SQLException {
        return connect(ADMIN, secrets.admin());
    }

    /** A connection that can read the stored tables and nothing else. */
    Connection reader() throws SQLException {
        Connection connection = connect(READER, secrets.reader());
        connection.setReadOnly(true);
        return connection;
    }

    /** Why nothing more may be written, if so. */
    Optional<String> failure() {
        return syncWatch.failure();
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } finally {
            syncWatch.close();
        }
    }

    private static HsqldbDatabase open(
            String address, StoreDirectory.Secrets secrets, List<String> settings, String shownName) {
        String url = address + SETTINGS;
        try (Connection connection = connect(url, ADMIN, secrets.admin())) {
            return new HsqldbDatabase(url, secrets, prepare(connection, secrets, settings));
        } catch (SQLException e) {
            throw StoreFailures.whileOpening(shownName, e);
        }
    }

    private static SyncWatch prepare(Connection connection, StoreDirectory.Secrets secrets, List<String> settings)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = 'META'")) {
                create(statement, secrets);
            }
            for (String setting : settings) {
                statement.execute(setting);
            }
            try (ResultSet name = statement.executeQuery("CALL DATABASE_NAME()")) {
                name.next();
                return SyncWatch.of(name.getString(1));
            }
        }
    }

    /** Creates what a new database needs; the schema that shows it is complete comes last. */
    private static void create(Statement statement, StoreDirectory.Secrets secrets) throws SQLException {
        statement.execute("SET DATABASE COLLATION SQL_TEXT NO PAD");
        if (!exists(statement, "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = 'SHARE'")) {
            statement.execute("CREATE SCHEMA SHARE AUTHORIZATION DBA");
        }
        if (!exists(statement, "SELECT 1 FROM INFORMATION_SCHEMA.SYSTEM_USERS WHERE USER_NAME = 'READER'")) {
            statement.execute("CREATE USER " + READER + " PASSWORD '" + secrets.reader() + "'");
        }
        for (String ddl : MetaTables.DDL) {
            statement.execute(ddl);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        return connect(url, user, password);
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        Connection connection = JDBCDriver.getConnection(url, login);
        if (connection == null) {
            throw new SQLException("no database at this address");
        }
        return connection;
    }

    /** Read by the database once, when it is first used in this process. */
    private static void lockDown() {
        for (String property : List.of(ROUTINES, FILES_ANYWHERE)) {
            String closed = property.equals(ROUTINES) ? "" : "false";
            String value = System.getProperty(property, closed);
            if (!value.equals(closed)) {
                throw new BestPeerException(
                        ErrorCode.INTERNAL,
                        "the store does not open while system property %s is set; remove it".formatted(property));
            }
            System.setProperty(property, closed);
        }
    }
}
