package org.bestpeer.node.store;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.type.Field;
import org.bestpeer.node.snapshot.SnapshotBuilder;
import org.bestpeer.node.snapshot.TableSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columnar snapshots of a store's tables, as many as there is memory for; the one that was not read for longest goes
 * first. A load leaves one of what it wrote; one that is missing is made in the background when a scan wanted it. Thread-safe.
 */
final class Snapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final long most;
    private final TableVersions versions;
    private final ReadPool pool;
    private final Map<String, Kept> byTable = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, State> asked = new HashMap<>();
    private final ExecutorService builder;
    private long taken;

    /** What identifies the rows of a version. */
    private record State(String physical, long rowLimit) {
        static State of(StoredTable table) {
            return new State(table.physical(), table.rowLimit());
        }
    }

    private record Kept(State state, TableSnapshot snapshot) {}

    /** @param most bytes of memory that all of them may take; 0 for no snapshots */
    Snapshots(long most, TableVersions versions, ReadPool pool) {
        this.most = most;
        this.versions = versions;
        this.pool = pool;
        this.builder = Executors.newSingleThreadExecutor(new ThreadFactoryBuilder()
                .setNameFormat("store-snapshots")
                .setDaemon(true)
                .build());
    }

    /** The snapshot of a version, if there is one. */
    synchronized Optional<TableSnapshot> find(StoredTable table) {
        Kept kept = byTable.get(table.name());
        return kept != null && kept.state.equals(State.of(table)) ? Optional.of(kept.snapshot) : Optional.empty();
    }

    /** The same; if it is missing, it is made for those who come later. */
    Optional<TableSnapshot> findOrAsk(StoredTable table) {
        Optional<TableSnapshot> found = find(table);
        if (found.isEmpty() && mayAsk(table)) {
            try {
                builder.execute(() -> make(table));
            } catch (RejectedExecutionException e) {
                LOG.debug("the store is closing; no more snapshots are made", e);
            }
        }
        return found;
    }

    /** Once only: what did not fit will not fit later. */
    private synchronized boolean mayAsk(StoredTable table) {
        State state = State.of(table);
        return most > 0 && !state.equals(asked.put(table.name(), state));
    }

    /** Collects the rows of a load, those that were there before included; empty if these are not at hand. */
    Optional<SnapshotBuilder> builder(List<Field> fields, Optional<StoredTable> before) {
        if (most == 0) {
            return Optional.empty();
        }
        return before.isEmpty()
                ? Optional.of(new SnapshotBuilder(fields, this::take))
                : find(before.get()).map(base -> SnapshotBuilder.after(base, this::take));
    }

    /** From now on that is the snapshot of the table, unless there is another version by now. */
    synchronized void put(StoredTable table, TableSnapshot snapshot) {
        State state = State.of(table);
        boolean current = versions.current(table.name())
                .map(State::of)
                .filter(state::equals)
                .isPresent();
        Kept gone = current ? byTable.put(table.name(), new Kept(state, snapshot)) : new Kept(state, snapshot);
        if (gone != null) {
            taken -= gone.snapshot.bytes();
        }
    }

    /** Bytes of memory that snapshots take, those that are being made included. */
    synchronized long bytes() {
        return taken;
    }

    private void make(StoredTable table) {
        SnapshotBuilder snapshot = new SnapshotBuilder(table.sketch().fields(), this::take);
        boolean made = false;
        try {
            PinnedSource source =
                    new PinnedSource(versions, pool, Map.of(table.name(), table.version()), Optional.empty());
            StoreScans.everyBatch(source, table, snapshot::add);
            snapshot.build()
                    .ifPresentOrElse(
                            built -> put(table, built),
                            () -> LOG.info("no snapshot of table {}: it does not fit into memory", table.name()));
            made = true;
        } catch (BestPeerException e) {
            LOG.debug("no snapshot of table {}", table.name(), e);
        } finally {
            if (!made) {
                snapshot.discard();
            }
        }
    }

    /** Memory for a snapshot that is being made, at the cost of those that were not read for longest. */
    private synchronized boolean take(long bytes) {
        Iterator<Map.Entry<String, Kept>> oldest = byTable.entrySet().iterator();
        while (taken + bytes > most && bytes > 0 && oldest.hasNext()) {
            Map.Entry<String, Kept> gone = oldest.next();
            oldest.remove();
            asked.remove(gone.getKey());
            taken -= gone.getValue().snapshot.bytes();
        }
        if (bytes > 0 && taken + bytes > most) {
            return false;
        }
        taken += bytes;
        return true;
    }

    @Override
    public void close() {
        builder.shutdownNow();
    }
}
