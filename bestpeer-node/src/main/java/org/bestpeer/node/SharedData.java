package org.bestpeer.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

/** What this peer's company shares: rows go into the store, and what the index says of them follows. Thread-safe. */
final class SharedData {
    private final PeerStore store;
    private final Supplier<Catalog> catalog;
    private final IndexPublisher index;
    private final LoadPublisher loads;

    SharedData(PeerStore store, Supplier<Catalog> catalog, IndexPublisher index, LoadPublisher loads) {
        this.store = store;
        this.catalog = catalog;
        this.index = index;
        this.loads = loads;
    }

    /** A load that is done. */
    record Loaded(String table, long rows, long version) {}

    /** Publishes what the store holds, after a start. */
    void publishAll() {
        for (Map.Entry<String, Long> loaded : store.loadVersions().entrySet()) {
            catalog.get()
                    .table(loaded.getKey())
                    .map(table -> index.publish(table, loaded.getValue(), store.statistics(table.name())))
                    .ifPresent(CompletableFuture::join);
        }
    }

    /** Adds the rows of a CSV file. */
    Loaded loadCsv(String table, Path file) {
        TableDefinition definition = table(table);
        return publish(List.of(new Staged(definition, store, CsvLoader.load(file, definition, LoadMode.APPEND, store))))
                .get(0);
    }

    /** Adds rows, in the Java classes of the columns' types, to several tables together. */
    List<Loaded> load(Map<String, Iterator<Object[]>> rowsByTable) {
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
