package org.bestpeer.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.node.index.IndexPublisher;
import org.bestpeer.node.index.LoadPublisher;
import org.bestpeer.node.index.StagedLoad;
import org.bestpeer.node.loader.CsvLoader;
import org.bestpeer.node.store.LoadMode;
import org.bestpeer.node.store.PeerStore;
import org.bestpeer.node.store.PreparedLoad;
import org.bestpeer.node.store.RowSource;
import org.jspecify.annotations.Nullable;

/** What this peer's company shares: rows go into the store, and what the index says of them follows. Thread-safe. */
final class SharedData {
    /** A load waits for others as long as it takes. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final PeerStore store;
    private final Supplier<Catalog> catalog;
    private final IndexPublisher index;
    private final LoadPublisher loads;
    private final TableLocks locks = new TableLocks();

    SharedData(PeerStore store, Supplier<Catalog> catalog, IndexPublisher index, LoadPublisher loads) {
        this.store = store;
        this.catalog = catalog;
        this.index = index;
        this.loads = loads;
    }

    /** A load that is done. */
    record Loaded(String table, long rows, long version) {}

    /** Publishes what the store holds, after a start; done when the index has it. */
    CompletableFuture<Void> publishAll() {
        List<CompletableFuture<Void>> published = new ArrayList<>();
        store.loadVersions().forEach((name, version) -> catalog.get()
                .table(name)
                .ifPresent(table -> published.add(index.publish(table, version, store.statistics(name)))));
        return CompletableFuture.allOf(published.toArray(CompletableFuture[]::new));
    }

    /** Adds the rows of a CSV file. */
    Loaded loadCsv(String table, Path file) {
        TableDefinition definition = table(table);
        TableLocks.Held held = locks.hold(List.of(table), LONGEST_WAIT);
        try {
            return publish(List.of(
                            new Staged(definition, store, CsvLoader.load(file, definition, LoadMode.APPEND, store))))
                    .get(0);
        } finally {
            held.close();
        }
    }

    /** Who changes a table holds it until its change is published. */
    TableLocks locks() {
        return locks;
    }

    /**
     * Takes rows of a table away and adds others, for one that holds the table.
     *
     * @param removed numbers of rows of the current version
     * @throws BestPeerException if nothing was changed, or RESULT_UNKNOWN
     */
    void change(TableDefinition table, Set<Long> removed, List<@Nullable Object[]> added, Instant deadline) {
        try (RowSource rows = RowSource.ofChange(added.iterator())) {
            Staged staged = new Staged(table, store, store.prepareChange(table, removed, rows));
            Duration wait = loads.waitFor(staged);
            if (Instant.now().plus(wait).isAfter(deadline)) {
                staged.discard();
                throw new BestPeerException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "the rows of table %s would not be visible within the statement's time limit: values outside the"
                                        .formatted(table.name())
                                + " published range wait %d ms; raise queryTimeout".formatted(wait.toMillis()));
            }
            publish(List.of(staged));
        }
    }

    /** Adds rows, in the Java classes of the columns' types, to several tables together. */
    List<Loaded> load(Map<String, Iterator<Object[]>> rowsByTable) {
        TableLocks.Held held = locks.hold(rowsByTable.keySet(), LONGEST_WAIT);
        try {
            return loadHeld(rowsByTable);
        } finally {
            held.close();
        }
    }

    private List<Loaded> loadHeld(Map<String, Iterator<Object[]>> rowsByTable) {
        List<Staged> staged = new ArrayList<>();
        boolean complete = false;
        try {
            rowsByTable.forEach((name, rows) -> {
                TableDefinition table = table(name);
                PreparedLoad prepared = store.prepare(table, LoadMode.APPEND, RowSource.of(rows));
                staged.add(new Staged(table, store, prepared));
            });
            complete = true;
        } finally {
            if (!complete) {
                staged.forEach(Staged::discard);
            }
        }
        return publish(staged);
    }

    private List<Loaded> publish(List<Staged> staged) {
        List<Long> versions = loads.publish(List.copyOf(staged));
        List<Loaded> loaded = new ArrayList<>();
        for (int i = 0; i < staged.size(); i++) {
            Staged load = staged.get(i);
            loaded.add(new Loaded(load.table().name(), load.load().rows(), versions.get(i)));
        }
        return loaded;
    }

    private TableDefinition table(String name) {
        return catalog.get()
                .table(name)
                .orElseThrow(() -> new BestPeerException(
                        ErrorCode.UNKNOWN_TABLE,
                        "the global schema has no table %s; it has %s"
                                .formatted(
                                        name,
                                        String.join(", ", catalog.get().tables().keySet()))));
    }

    private record Staged(TableDefinition table, PeerStore store, PreparedLoad load) implements StagedLoad {
        @Override
        public long currentVersion() {
            return store.loadVersion(table.name());
        }

        @Override
        public TableStatistics statisticsAfter() {
            return load.statistics();
        }

        @Override
        public long makeVisible() {
            return load.publish();
        }

        @Override
        public void discard() {
            load.discard();
        }
    }
}
