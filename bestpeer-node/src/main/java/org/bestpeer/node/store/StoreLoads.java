package org.bestpeer.node.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.node.snapshot.SnapshotBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages loads and makes them visible. One load of a table at a time; loads of different tables go side by side. */
final class StoreLoads {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLoads.class);

    private final HsqldbDatabase database;
    private final TableVersions versions;
    private final Snapshots snapshots;
    private final Durability durability;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastPhysical;

    /** What makes a load safe beyond the database's own commit. */
    interface Durability {
        /** Fails if nothing may be written. */
        void requireWritable() throws IOException;

        /** Notes the versions that are visible from now on. */
        void published() throws IOException;
    }

    /**
     * @param lastPhysical number of the newest stored table
     */
    StoreLoads(
            HsqldbDatabase database,
            TableVersions versions,
            Snapshots snapshots,
            Durability durability,
            long lastPhysical) {
        this.snapshots = snapshots;
        this.database = database;
        this.versions = versions;
        this.durability = durability;
        this.lastPhysical = new AtomicLong(lastPhysical);
    }

    PreparedLoad prepare(TableDefinition table, LoadMode mode, RowSource rows) {
        requireWritable(table.name());
        if (!underWay.add(table.name())) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT,
                    "table %s is being loaded already; wait until that load is published or discarded"
                            .formatted(table.name()));
        }
        boolean prepared = false;
        try (Connection connection = database.admin()) {
            connection.setAutoCommit(false);
            Load load = stage(connection, table, mode, rows);
            prepared = true;
            return load;
        } catch (SQLException e) {
            throw StoreFailures.during("loading table " + table.name(), e);
        } catch (IOException e) {
            throw diskFailure("loading table " + table.name(), e);
        } finally {
            if (!prepared) {
                underWay.remove(table.name());
            }
        }
    }

    private void requireWritable(String table) {
        try {
            durability.requireWritable();
        } catch (IOException e) {
            throw diskFailure("loading table " + table, e);
        }
    }

    private static BestPeerException diskFailure(String action, IOException cause) {
        return new BestPeerException(ErrorCode.INTERNAL, action + ": the disk cannot be used", cause);
    }

    private Load stage(Connection connection, TableDefinition table, LoadMode mode, RowSource rows)
            throws SQLException, IOException {
        Optional<StoredTable> base = versions.current(table.name())
                .filter(current -> mode == LoadMode.APPEND && current.sketch().rows() > 0);
        base.ifPresent(current -> requireSameColumns(current, table));
        MetaTables.Staged staged = base.map(
                        current -> new MetaTables.Staged(table.name(), current.physical(), false, current.rowLimit()))
                .orElseGet(() -> new MetaTables.Staged(table.name(), "T" + lastPhysical.incrementAndGet(), true, 0));
        MetaTables meta = new MetaTables(connection);
        for (MetaTables.Staged leftover : meta.staged()) {
            if (leftover.name().equals(table.name())) {
                remove(connection, leftover);
            }
        }
        long version = meta.stage(staged);
        connection.commit();
        Optional<SnapshotBuilder> snapshot = snapshots.builder(table.fields(), base);
        boolean filled = false;
        try {
            PhysicalTables tables = new PhysicalTables(connection);
            if (staged.fresh()) {
                tables.create(staged.physical(), table);
            }
            TableSketch added = new StoreWriter(
                            connection, table, staged.physical(), durability::requireWritable, snapshot)
                    .write(rows, staged.rowLimit());
            TableSketch whole =
                    base.map(current -> current.sketch().merge(added)).orElse(added);
            Set<String> indexed = tables.indexedColumns(staged.physical());
            connection.commit();
            long limit = staged.rowLimit() + added.rows();
            filled = true;
            return new Load(
                    staged,
                    new StoredTable(table.name(), staged.physical(), version, limit, whole, indexed),
                    added.rows(),
                    snapshot);
        } finally {
            if (!filled) {
                snapshot.ifPresent(SnapshotBuilder::discard);
                connection.rollback();
                removeQuietly(staged);
            }
        }
    }

    /** Takes back a staged load. */
    static void remove(Connection connection, MetaTables.Staged staged) throws SQLException {
        PhysicalTables tables = new PhysicalTables(connection);
        if (staged.fresh()) {
            tables.drop(staged.physical());
        } else {
            tables.cut(staged.physical(), staged.rowLimit());
        }
        new MetaTables(connection).unstage(staged.name());
        connection.commit();
    }

    private void removeQuietly(MetaTables.Staged staged) {
        try (Connection connection = database.admin()) {
            connection.setAutoCommit(false);
            remove(connection, staged);
        } catch (SQLException e) {
            // Nobody sees these rows. They are removed before the next load of the table, or at the next start.
            LOG.warn("the rows of a discarded load of table {} could not be removed yet", staged.name(), e);
        }
    }

    static void requireSameColumns(StoredTable current, TableDefinition table) {
        if (!current.sketch().fields().equals(table.fields())) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT,
                    "table %s was loaded with other columns; replace its rows instead of adding to them"
                            .formatted(table.name()));
        }
    }

    /** A staged load. */
    private final class Load implements PreparedLoad {
        private final MetaTables.Staged staged;
        private final StoredTable result;
        private final long rows;
        private final Optional<SnapshotBuilder> snapshot;
        private boolean ended;

        Load(MetaTables.Staged staged, StoredTable result, long rows, Optional<SnapshotBuilder> snapshot) {
            this.snapshot = snapshot;
            this.staged = staged;
            this.result = result;
            this.rows = rows;
        }

        @Override
        public String table() {
            return result.name();
        }

        @Override
        public long rows() {
            return rows;
        }

        @Override
        public long version() {
            return result.version();
        }

        @Override
        public TableStatistics statistics() {
            return result.sketch().statistics();
        }

        @Override
        public synchronized long publish() {
            if (ended) {
                throw new IllegalStateException("this load has ended");
            }
            try {
                synchronized (StoreLoads.this) {
                    commit();
                }
                return result.version();
            } catch (SQLException e) {
                throw StoreFailures.during("publishing table " + result.name(), e);
            } catch (IOException e) {
                throw diskFailure("publishing table " + result.name(), e);
            }
        }

        private void commit() throws SQLException, IOException {
            boolean kept = false;
            try {
                durability.requireWritable();
                try (Connection connection = database.admin()) {
                    connection.setAutoCommit(false);
                    new MetaTables(connection).publish(result);
                    connection.commit();
                }
                ended = true;
                underWay.remove(result.name());
                // A commit that did not reach the disk is reported here, and not as done.
                durability.requireWritable();
                versions.replace(result);
                snapshot.flatMap(SnapshotBuilder::build).ifPresent(built -> snapshots.put(result, built));
                kept = true;
                durability.published();
            } finally {
                if (!kept) {
                    snapshot.ifPresent(SnapshotBuilder::discard);
                }
            }
        }

        @Override
        public synchronized void discard() {
            if (!ended) {
                ended = true;
                snapshot.ifPresent(SnapshotBuilder::discard);
                removeQuietly(staged);
                underWay.remove(result.name());
            }
        }

        @Override
        public void close() {
            discard();
        }
    }
}
