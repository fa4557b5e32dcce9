package org.bestpeer.node.records;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.hsqldb.jdbc.JDBCDriver;

/**
 * An HSQLDB file database for a node's own records. A commit that returned is on disk; a damaged log is refused, not
 * skipped. One process at a time. Thread-safe: transactions run one after the other.
 */
public final class RecordsDatabase implements AutoCloseable {
    /** HSQLDB only logs a failed sync, so nothing is written when the disk is nearly full. */
    private static final long FREE_SPACE_FLOOR = 64L << 20;

    private final Path directory;
    private final FileChannel lock;
    private final Connection connection;

    private RecordsDatabase(Path directory, FileChannel lock, Connection connection) {
        this.directory = directory;
        this.lock = lock;
        this.connection = connection;
    }

    /**
     * Opens the database in a directory, creating both where missing.
     *
     * @throws RecordsException if it is in use, unreadable or damaged
     */
    public static RecordsDatabase open(Path directory, List<String> tables) {
        Path home = directory.toAbsolutePath();
        FileChannel lock = lock(home);
        RecordsDatabase database = null;
        try {
            database = new RecordsDatabase(home, lock, connect(home));
            database.prepare(tables);
            return database;
        } catch (SQLException | IOException | RuntimeException e) {
            closeQuietly(lock);
            throw new RecordsException(
                    "cannot open the records in %s: they are damaged or not ours (%s); restore them from a backup"
                            .formatted(home, firstLine(e)),
                    e);
        }
    }

    private static Connection connect(Path home) throws IOException, SQLException {
        if (home.toString().indexOf(';') >= 0) {
            throw new IOException("the directory's name holds a semicolon");
        }
        Properties settings = new Properties();
        settings.setProperty("user", "SA");
        settings.setProperty("password", password(home));
        settings.setProperty("hsqldb.write_delay", "false");
        settings.setProperty("hsqldb.full_log_replay", "true");
        settings.setProperty("hsqldb.digest", "SHA-256");
        // Our own lock is released by the system when a process dies; HSQLDB's takes ten seconds to be found stale.
        settings.setProperty("hsqldb.lock_file", "false");
        Connection connection = new JDBCDriver().connect("jdbc:hsqldb:file:" + home.resolve("records"), settings);
        if (connection == null) {
            throw new SQLException("the database's name was not understood");
        }
        return connection;
    }

    private void prepare(List<String> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET FILES WRITE DELAY FALSE");
            for (String table : tables) {
                statement.execute(table);
            }
        }
        connection.setAutoCommit(false);
    }

    private static FileChannel lock(Path home) {
        try {
            Files.createDirectories(home);
            FileChannel channel =
                    FileChannel.open(home.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!taken(channel)) {
                channel.close();
                throw new RecordsException(
                        "the data directory %s is in use by another node; stop it or choose another".formatted(home));
            }
            return channel;
        } catch (IOException e) {
            throw new RecordsException(
                    "cannot use the data directory %s: %s; check that it can be written"
                            .formatted(home, e.getMessage()),
                    e);
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String password(Path home) throws IOException {
        Path file = home.resolve("sa.password");
        if (!Files.exists(file)) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            OwnerOnlyFile.write(file, HexFormat.of().formatHex(secret));
        }
        return Files.readString(file).strip();
    }

    /** Runs work as one transaction: all of it is durable when this returns, none of it if it throws. */
    public synchronized <T> T transact(Work<T> work) {
        try {
            if (Files.getFileStore(directory).getUsableSpace() < FREE_SPACE_FLOOR) {
                throw new RecordsException("the disk of %s is nearly full; free some space".formatted(directory));
            }
            return commit(work);
        } catch (SQLException | IOException e) {
            throw new RecordsException("cannot use the records in %s: %s".formatted(directory, firstLine(e)), e);
        }
    }

    /** Runs work that only reads, also when the disk is nearly full. */
    public synchronized <T> T read(Work<T> work) {
        try {
            return commit(work);
        } catch (SQLException e) {
            throw new RecordsException("cannot read the records in %s: %s".formatted(directory, firstLine(e)), e);
        }
    }

    private <T> T commit(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(new Transaction(connection));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    @Override
    public synchronized void close() {
        try (Statement statement = connection.createStatement()) {
            if (!connection.isClosed()) {
                statement.execute("SHUTDOWN");
            }
        } catch (SQLException e) {
            throw new RecordsException("cannot close the records in %s: %s".formatted(directory, firstLine(e)), e);
        } finally {
            closeQuietly(lock);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RecordsException("cannot release the data directory: " + e.getMessage(), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /** What runs in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Transaction transaction) throws SQLException;
    }
}
