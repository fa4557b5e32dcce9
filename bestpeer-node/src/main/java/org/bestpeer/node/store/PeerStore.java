package org.bestpeer.node.store;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.placement.TableStatistics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows that this peer's company shares, durable, each table at one load version. Thread-safe. */
public final class PeerStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerStore.class);
    private static final long CLOSE_SECONDS = 30;

    private final StoreOptions options;
    private final HsqldbDatabase database;
    private final @Nullable StoreDirectory directory;
    private final TableVersions versions;
    private final ReadPool pool;
    private final Snapshots snapshots;
    private final StoreLoads loads;
    private final ExecutorService cleaner;

    private PeerStore(StoreOptions options, HsqldbDatabase database, @Nullable StoreDirectory directory)
            throws SQLException, IOException {
        this.options = options;
        this.database = database;
        this.directory = directory;
        this.cleaner = Executors.newSingleThreadExecutor(new ThreadFactoryBuilder()
                .setNameFormat("store-cleaner")
                .setDaemon(true)
                .build());
        this.versions = new TableVersions(this::dropLater);
        this.pool = new ReadPool(database::reader, options.readConnections());
        this.snapshots = new Snapshots(options.snapshotBytes(), versions, pool);
        long lastPhysical =
                new StoreRecovery(database, Optional.ofNullable(directory).map(Manifest::new)).recover(versions);
        this.loads = new StoreLoads(database, versions, snapshots, new Guard(), lastPhysical);
    }

    /**
     * Opens a store, creating it if it is new, and brings it back to what was last published.
     *
     * @throws BestPeerException if the directory is in use or cannot be used, or if the store is damaged
     */
    public static PeerStore open(StoreOptions options) {
        if (options.directory().isEmpty()) {
            return opened(options, HsqldbDatabase.openMemory(), null);
        }
        StoreDirectory directory = StoreDirectory.acquire(options.directory().get());
        boolean opened = false;
        try {
            HsqldbDatabase database = HsqldbDatabase.openFiles(directory, options);
            PeerStore store = opened(options, database, directory);
            opened = true;
            return store;
        } catch (IOException e) {
            throw unreadable(directory, e);
        } finally {
            if (!opened) {
                release(directory);
            }
        }
    }

    /**
     * Writes rows so that nobody sees them yet. All of them, or none.
     *
     * @param rows closed by the caller
     * @throws BestPeerException if a row is wrong, a key is there twice, or the disk is full
     */
    public PreparedLoad prepare(TableDefinition table, LoadMode mode, RowSource rows) {
        return loads.prepare(table, mode, rows);
    }

    /**
     * Like {@link #prepare}, with some rows taken away. Rows are never changed where they are, because a version is read as
     * long as somebody needs it: what stays is written again.
     *
     * @param removed numbers of rows of the current version
     * @param added closed by the caller
     */
    public PreparedLoad prepareChange(TableDefinition table, Set<Long> removed, RowSource added) {
        if (removed.isEmpty()) {
            return loads.prepare(table, LoadMode.APPEND, added);
        }
        StoredTable current = versions.current(table.name())
                .orElseThrow(() ->
                        new BestPeerException(ErrorCode.STALE, "table %s was never loaded".formatted(table.name())));
        StoreLoads.requireSameColumns(current, table);
        TableSource source = at(Map.of(table.name(), current.version()));
        try (RowSource rows = new ChangedRows(source, current, removed, added)) {
            return loads.prepare(table, LoadMode.REPLACE, rows);
        }
    }

    /**
     * The store at these load versions.
     *
     * @param expectedVersions load version of each table that will be read; 0 for one that was never loaded
     * @throws BestPeerException STALE if a table has another version, now or when it is scanned
     */
    public ReadSource at(Map<String, Long> expectedVersions) {
        return new PinnedSource(versions, pool, expectedVersions, Optional.of(snapshots));
    }

    /** The load version of a table; 0 if it was never loaded. */
    public long loadVersion(String table) {
        return versions.current(table).map(StoredTable::version).orElse(0L);
    }

    /** The load versions of all tables that were loaded. */
    public Map<String, Long> loadVersions() {
        Map<String, Long> byName = new TreeMap<>();
        versions.all().forEach((name, table) -> byName.put(name, table.version()));
        return byName;
    }

    /** What is known of a table; of one that was never loaded, that it has no rows. */
    public TableStatistics statistics(String table) {
        return versions.current(table)
                .map(stored -> stored.sketch().statistics())
                .orElseGet(() -> new TableStatistics(0, Map.of()));
    }

    /** Bytes of memory that columnar snapshots of tables take. */
    public long snapshotBytes() {
        return snapshots.bytes();
    }

    /** Why this store takes no more loads, if so; it goes on answering scans. */
    public Optional<String> readOnlyReason() {
        return database.failure();
    }

    /** Reads every row and compares it with what was loaded. */
    public void verify() {
        List<String> tables = List.copyOf(versions.all().keySet());
        tables.forEach(name -> versions.pin(name).ifPresent(this::verify));
    }

    /** Number of stored tables, those of versions that are still read included. */
    int storedTables() throws SQLException {
        try (Connection connection = database.admin()) {
            return new MetaTables(connection).physicalTables().size();
        }
    }

    @Override
    public void close() {
        snapshots.close();
        cleaner.shutdown();
        try {
            if (!cleaner.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the store closes before old tables were dropped; that is done at the next start");
            }
            pool.close();
            database.close();
        } catch (SQLException e) {
            throw StoreFailures.during("closing the store", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (directory != null) {
                release(directory);
            }
        }
    }

    private void verify(TableVersions.Pin pin) {
        StoredTable table = pin.table();
        TableSketch found = new TableSketch(table.sketch().fields());
        PinnedSource stored = new PinnedSource(versions, pool, Map.of(table.name(), table.version()), Optional.empty());
        StoreScans.everyRow(stored, table, found::add);
        pin.close();
        if (found.rows() != table.sketch().rows()
                || found.checksum() != table.sketch().checksum()) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL,
                    "table %s is damaged: its rows are not those that were loaded; restore a backup or load it again"
                            .formatted(table.name()));
        }
    }

    private void dropLater(String physical) {
        try {
            cleaner.execute(() -> drop(physical));
        } catch (RejectedExecutionException e) {
            LOG.debug("the store is closing; an old version is dropped at the next start", e);
        }
    }

    private void drop(String physical) {
        try (Connection connection = database.admin()) {
            new PhysicalTables(connection).drop(physical);
        } catch (SQLException e) {
            LOG.warn("an old version of a table could not be dropped; that is done at the next start", e);
        }
    }

    private static PeerStore opened(StoreOptions options, HsqldbDatabase database, @Nullable StoreDirectory directory) {
        boolean opened = false;
        try {
            PeerStore store = new PeerStore(options, database, directory);
            opened = true;
            return store;
        } catch (SQLException e) {
            throw StoreFailures.during("opening the store", e);
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "the store cannot read its own tables", e);
        } finally {
            if (!opened) {
                closeQuietly(database);
            }
        }
    }

    private static void closeQuietly(HsqldbDatabase database) {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.debug("closing a store that did not open", e);
        }
    }

    private static void release(StoreDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            LOG.warn("store directory {} could not be released", directory.path(), e);
        }
    }

    private static BestPeerException unreadable(StoreDirectory directory, IOException cause) {
        return new BestPeerException(
                ErrorCode.INTERNAL,
                "store directory %s cannot be read or written; check its files' owner".formatted(directory.path()),
                cause);
    }

    /** Refuses writing once the disk is full or failed, and keeps the manifest. */
    private final class Guard implements StoreLoads.Durability {
        @Override
        public void requireWritable() throws IOException {
            Optional<String> obstacle = database.failure();
            if (obstacle.isEmpty() && directory != null) {
                obstacle = options.freeSpace().shortage(directory.path());
            }
            if (obstacle.isPresent()) {
                throw new BestPeerException(
                        ErrorCode.INTERNAL,
                        "the store takes no new rows: " + obstacle.get() + "; make room and try again");
            }
        }

        @Override
        public void published() throws IOException {
            if (directory != null) {
                new Manifest(directory).write(versions.all().values());
            }
        }
    }
}
