package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.bestpeer.node.store.StoreFixtures.all;
import static org.bestpeer.node.store.StoreFixtures.itemRows;
import static org.bestpeer.node.store.StoreFixtures.items;
import static org.bestpeer.node.store.StoreFixtures.read;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.TableSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are taken away from a version, and others added. */
class ChangedRowsTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path directory;

    private PeerStore store;

    @BeforeEach
    void load() {
        store = open();
        store.prepare(items(), LoadMode.APPEND, itemRows(0, ROWS)).publish();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private PeerStore open() {
        return PeerStore.open(new StoreOptions(
                Optional.of(directory.resolve("store")), 4, 1000, new FreeSpaceFloor(0, 0, 0), 0, false));
    }

    private static RowSource added(Object... ids) {
        return RowSource.ofChange(Arrays.stream(ids)
                .map(id -> new Object[] {id, "added", BigDecimal.TEN})
                .iterator());
    }

    private List<Object> ids() {
        return read(store.at(store.loadVersions()), all(items())).stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void takesRowsAwayByTheirNumbersAndAddsOthers() {
        PreparedLoad change = store.prepareChange(items(), Set.of(0L, 19_999L), added(7_000_000L, 0L));
        assertThat(ids()).hasSize(ROWS).doesNotContain(7_000_000L);

        change.publish();
        assertThat(ids()).hasSize(ROWS).contains(7_000_000L, 0L, 1L).doesNotContain(19_999L);
        store.prepareChange(items(), Set.of((long) ROWS - 2), added()).publish();
        assertThat(ids()).hasSize(ROWS - 1).doesNotContain(7_000_000L);
        assertThat(store.statistics("item").rows()).isEqualTo(ROWS - 1);
        assertThat(store.statistics("item").columns().get("id").max()).isEqualTo(19_998L);
        store.verify();
        store.close();
        store = open();
        assertThat(ids()).hasSize(ROWS - 1).doesNotContain(7_000_000L);
    }

    @Test
    void aReaderGoesOnWithItsVersion() {
        TableSource source = store.at(store.loadVersions());
        long seen = 0;
        try (BatchStream rows = source.scan(all(items()))) {
            Batch first = rows.next();
            store.prepareChange(items(), Set.of(19_999L), added(-1L)).publish();
            for (Batch batch = first; batch != null; batch = rows.next()) {
                seen += batch.rows();
                for (int i = 0; i < batch.rows(); i++) {
                    assertThat((Long) batch.columns().get(0).get(i)).isNotNegative();
                }
            }
        }
        assertThat(seen).isEqualTo(ROWS);
    }

    @Test
    void aBrokenRuleOrAMissingRowLeavesEverythingAsItWas() {
        assertThat(code(Set.of(1L), added(5L))).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
        assertThat(code(Set.of(1L), added((Object) null))).isEqualTo(ErrorCode.NOT_NULL_VIOLATION);
        assertThat(code(Set.of(1L, 20_000L), added())).isEqualTo(ErrorCode.STALE);
        assertThat(ids()).hasSize(ROWS).contains(1L);
        assertThat(store.loadVersions()).isEqualTo(Map.of("item", 1L));
        store.prepareChange(items(), Set.of(1L), added(1L)).publish();
        assertThat(ids()).hasSize(ROWS).contains(1L);
    }

    private ErrorCode code(Set<Long> removed, RowSource rows) {
        return catchThrowableOfType(BestPeerException.class, () -> store.prepareChange(items(), removed, rows))
                .code();
    }
}
