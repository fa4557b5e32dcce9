package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bestpeer.node.store.StoreFixtures.all;
import static org.bestpeer.node.store.StoreFixtures.itemRows;
import static org.bestpeer.node.store.StoreFixtures.items;
import static org.bestpeer.node.store.StoreFixtures.read;
import static org.bestpeer.node.store.StoreFixtures.scan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.progress.AccessPath;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores with columnar snapshots. */
@NullUnmarked
class SnapshotsTest {
    private static final int ROWS = 30_000;

    @TempDir
    Path directory;

    private PeerStore open(long snapshotBytes) {
        return PeerStore.open(new StoreOptions(
                Optional.of(directory.resolve("store")), 8, 1000, new FreeSpaceFloor(0, 0, 0), snapshotBytes, false));
    }

    private static long load(PeerStore store, LoadMode mode, long from, long to) {
        return store.prepare(items(), mode, itemRows(from, to)).publish();
    }

    private static TableSource source(PeerStore store) {
        return store.at(store.loadVersions());
    }

    private static AccessPath path(PeerStore store) {
        return path(store, Optional.empty());
    }

    /** How a scan is read. */
    private static AccessPath path(PeerStore store, Optional<Scalar> filter) {
        ReadSource source = store.at(store.loadVersions());
        source.scan(scan("item", items().fields(), filter)).close();
        return source.reads().get(0).path();
    }

    @Test
    void aLoadLeavesASnapshotThatScansRead() {
        try (PeerStore store = open(100 << 20)) {
            load(store, LoadMode.APPEND, 0, ROWS);
            assertThat(path(store)).isEqualTo(AccessPath.SNAPSHOT);
            assertThat(read(source(store), all(items()))).hasSize(ROWS);

            load(store, LoadMode.APPEND, ROWS, ROWS + 10);
            assertThat(path(store)).isEqualTo(AccessPath.SNAPSHOT);
            assertThat(read(source(store), all(items()))).hasSize(ROWS + 10);

            store.prepareChange(items(), Set.of(1L, 2L), itemRows(ROWS + 10, ROWS + 11))
                    .publish();
            assertThat(path(store)).isEqualTo(AccessPath.SNAPSHOT);
            assertThat(read(source(store), all(items()))).hasSize(ROWS + 9);

            load(store, LoadMode.REPLACE, 0, 5);
            assertThat(read(source(store), all(items()))).hasSize(5);
            store.verify();
        }
    }

    @Test
    void aReaderKeepsItsVersionAndADiscardedLoadLeavesNothing() {
        try (PeerStore store = open(100 << 20)) {
            load(store, LoadMode.APPEND, 0, ROWS);
            long bytes = store.snapshotBytes();
            BatchStream stream = source(store).scan(all(items()));
            stream.next();

            store.prepare(items(), LoadMode.REPLACE, itemRows(0, ROWS)).discard();
            assertThat(store.snapshotBytes()).isEqualTo(bytes);
            load(store, LoadMode.REPLACE, 0, 5);

            assertThat(read(stream)).hasSize(ROWS - 4096);
            assertThat(store.snapshotBytes()).isLessThan(bytes / 100);
        }
    }

    @Test
    void anIndexFindsFewRowsSooner() {
        Scalar one = new Scalar.Call(
                ScalarFunction.EQUAL,
                List.of(new Scalar.ColumnRef(0, DataType.BIGINT), new Scalar.Literal(17L, DataType.BIGINT)),
                DataType.BOOLEAN);
        try (PeerStore store = open(100 << 20)) {
            // In no order, so that zones exclude nothing.
            RowSource rows = RowSource.of(IntStream.range(0, ROWS)
                    .mapToObj(i -> new Object[] {(long) i * 7919 % ROWS, "item", null})
                    .iterator());
            store.prepare(items(), LoadMode.APPEND, rows).publish();

            assertThat(path(store, Optional.of(one))).isEqualTo(AccessPath.INDEX);
            assertThat(read(source(store), scan("item", items().fields(), Optional.of(one))))
                    .hasSize(1);

            load(store, LoadMode.REPLACE, 0, 500);
            assertThat(path(store, Optional.of(one))).isEqualTo(AccessPath.SNAPSHOT);
        }
    }

    @Test
    void afterARestartASnapshotIsMadeWhenAScanWantsIt() {
        try (PeerStore store = open(100 << 20)) {
            load(store, LoadMode.APPEND, 0, ROWS);
        }
        try (PeerStore store = open(100 << 20)) {
            assertThat(path(store)).isEqualTo(AccessPath.STORE);
            Awaitility.await().until(() -> path(store) == AccessPath.SNAPSHOT);
            assertThat(read(source(store), all(items()))).hasSize(ROWS);
        }
    }

    @Test
    void withoutMemoryTheStoreIsRead() {
        for (long bytes : List.of(0L, 100_000L)) {
            try (PeerStore store = open(bytes)) {
                load(store, LoadMode.REPLACE, 0, ROWS);

                assertThat(path(store)).isEqualTo(AccessPath.STORE);
                assertThat(store.snapshotBytes()).isZero();
                assertThat(read(store.at(Map.of("item", store.loadVersion("item"))), all(items())))
                        .hasSize(ROWS);
            }
        }
    }
}
