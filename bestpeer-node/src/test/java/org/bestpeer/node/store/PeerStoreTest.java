package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.bestpeer.node.store.StoreFixtures.all;
import static org.bestpeer.node.store.StoreFixtures.column;
import static org.bestpeer.node.store.StoreFixtures.itemRows;
import static org.bestpeer.node.store.StoreFixtures.items;
import static org.bestpeer.node.store.StoreFixtures.read;
import static org.bestpeer.node.store.StoreFixtures.rows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class PeerStoreTest {
    private static final FreeSpaceFloor NO_FLOOR = new FreeSpaceFloor(0, 0, 0);

    @TempDir
    Path directory;

    private PeerStore open() {
        return PeerStore.open(new StoreOptions(Optional.of(directory.resolve("store")), 8, 1000, NO_FLOOR, 0, false));
    }

    private static long load(PeerStore store, LoadMode mode, RowSource rows) {
        return store.prepare(items(), mode, rows).publish();
    }

    @Test
    void aPreparedLoadIsInvisibleUntilItIsPublished() {
        try (PeerStore store = open()) {
            PreparedLoad load = store.prepare(items(), LoadMode.APPEND, itemRows(0, 10));

            assertThat(load.statistics().rows()).isEqualTo(10);
            assertThat(store.loadVersion("item")).isZero();
            assertThat(read(store.at(Map.of("item", 0L)), all(items()))).isEmpty();

            long version = load.publish();

            assertThat(version).isEqualTo(1).isEqualTo(store.loadVersion("item"));
            assertThat(read(store.at(Map.of("item", version)), all(items()))).hasSize(10);
        }
    }

    @Test
    void everythingPublishedIsThereAfterReopening() {
        long version;
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 3000));
            version = load(store, LoadMode.APPEND, itemRows(3000, 3010));
            store.prepare(items(), LoadMode.APPEND, itemRows(5000, 5010));
            store.prepare(other(), LoadMode.APPEND, rows(new Object[] {1}));
        }
        try (PeerStore store = open()) {
            assertThat(store.loadVersions()).containsExactly(Map.entry("item", version));
            assertThat(read(store.at(store.loadVersions()), all(items()))).hasSize(3010);
            assertThat(store.statistics("item").rows()).isEqualTo(3010);
            assertThat(store.statistics("item").columns().get("id"))
                    .satisfies(id -> assertThat(id.min()).isEqualTo(0L))
                    .satisfies(id -> assertThat(id.max()).isEqualTo(3009L));
            store.verify();
            // The ids of the load that was never published are free again, its version is not.
            assertThat(load(store, LoadMode.APPEND, itemRows(5000, 5010))).isEqualTo(version + 2);
        }
    }

    @Test
    void newTablesAreCachedOrInMemoryAndThereAfterReopening() throws Exception {
        StoreOptions cached = new StoreOptions(Optional.of(directory.resolve("store")), 8, 1000, NO_FLOOR, 0, false);
        try (PeerStore store = PeerStore.open(cached)) {
            load(store, LoadMode.APPEND, itemRows(0, 10));
        }
        try (PeerStore store = PeerStore.open(cached.withTablesInMemory(true))) {
            store.prepare(other(), LoadMode.APPEND, rows(new Object[] {1})).publish();
            load(store, LoadMode.APPEND, itemRows(10, 20));
        }
        assertThat(Files.readString(directory.resolve("store/store.script")))
                .containsPattern("CREATE CACHED TABLE SHARE.[^(]+\\([^)]*\"id\"")
                .containsPattern("CREATE MEMORY TABLE SHARE.[^(]+\\([^)]*\"x\"");
        try (PeerStore store = PeerStore.open(cached)) {
            assertThat(read(store.at(store.loadVersions()), all(items()))).hasSize(20);
            assertThat(read(store.at(store.loadVersions()), all(other()))).hasSize(1);
            store.verify();
        }
    }

    private static TableDefinition other() {
        return new TableDefinition(
                "other",
                TableKind.PARTITIONED,
                List.of(column("x", DataType.INTEGER)),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    @Test
    void aDiscardedLoadLeavesNothing() {
        try (PeerStore store = open()) {
            long version = load(store, LoadMode.APPEND, itemRows(0, 10));
            store.prepare(items(), LoadMode.APPEND, itemRows(10, 20)).discard();
            store.prepare(items(), LoadMode.REPLACE, itemRows(10, 20)).close();

            assertThat(read(store.at(Map.of("item", version)), all(items()))).hasSize(10);
            assertThat(load(store, LoadMode.APPEND, itemRows(10, 20))).isGreaterThan(version);
            store.verify();
        }
    }

    @Test
    void aReaderKeepsItsVersionWhileNewOnesArePublished() {
        try (PeerStore store = open()) {
            long version = load(store, LoadMode.APPEND, itemRows(0, 20_000));
            BatchStream stream = store.at(Map.of("item", version)).scan(all(items()));
            int first = stream.next().rows();

            load(store, LoadMode.APPEND, itemRows(20_000, 20_100));
            load(store, LoadMode.REPLACE, itemRows(0, 5));

            assertThat(first + read(stream).size()).isEqualTo(20_000);
            stream.close();
            assertThat(read(store.at(store.loadVersions()), all(items()))).hasSize(5);
        }
    }

    @Test
    void refusesAnotherVersionThanThePlansAsStale() {
        try (PeerStore store = open()) {
            long version = load(store, LoadMode.APPEND, itemRows(0, 10));
            var source = store.at(Map.of("item", version));
            load(store, LoadMode.APPEND, itemRows(10, 20));

            assertStale(() -> source.scan(all(items())));
            assertStale(() -> store.at(Map.of("item", version)));
        }
    }

    private static void assertStale(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BestPeerException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.STALE));
    }

    @Test
    void namesTheKeyAndTheRowThatBreaksIt() {
        try (PeerStore store = open()) {
            long version = load(store, LoadMode.APPEND, itemRows(0, 10));

            assertThatThrownBy(() -> load(
                            store,
                            LoadMode.APPEND,
                            rows(item(10L, "a"), item(11L, "b"), item(3L, "c"), item(12L, "d"))))
                    .hasMessage("row 3: table item already has a row with this primary key (id); nothing was loaded");
            assertThat(read(store.at(Map.of("item", version)), all(items()))).hasSize(10);
            load(store, LoadMode.APPEND, rows(item(10L, "a")));
        }
    }

    private static Object[] item(Object id, String name) {
        return new Object[] {id, name, new BigDecimal("1.5")};
    }

    @Test
    void refusesValuesThatAreNotOfTheColumn() {
        try (PeerStore store = open()) {
            assertRefused(store, item(null, "a"), "row 1, column id: a value is required (NOT NULL)");
            assertRefused(store, item(1L, "x".repeat(21)), "row 1, column name: 21 characters, at most 20 are allowed");
            assertRefused(
                    store,
                    new Object[] {1L, "a", new BigDecimal("1.234")},
                    "row 1, column price: more than 2 digits behind the point");
            assertRefused(
                    store,
                    new Object[] {1L, "a", new BigDecimal("123456789")},
                    "row 1, column price: out of range for DECIMAL(10, 2)");
            assertRefused(store, item(1L, "a\ud800"), "row 1, column name: not valid Unicode text");
            assertRefused(store, item(1, "a"), "row 1, column id: not a value of type BIGINT");
        }
    }

    private static void assertRefused(PeerStore store, Object[] row, String message) {
        assertThatThrownBy(() -> load(store, LoadMode.APPEND, rows(row))).hasMessage(message);
        assertThat(store.loadVersions()).isEmpty();
    }

    @Test
    void aLengthCountsCharactersAndNotUnits() {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, rows(item(1L, "🐝".repeat(20))));

            assertThat(read(store.at(store.loadVersions()), all(items())).get(0).get(1))
                    .isEqualTo("🐝".repeat(20));
        }
    }

    @Test
    void estimatesDifferentValues() {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 10_000));
            TableStatistics statistics = store.statistics("item");

            assertThat(statistics.columns().get("id").distinct()).isBetween(9000.0, 10_000.0);
            assertThat(statistics.columns().get("id").nullFraction()).isZero();
        }
    }

    @Test
    void keepsTwoLoadsOfOneTableApart() {
        try (PeerStore store = open();
                PreparedLoad first = store.prepare(items(), LoadMode.APPEND, itemRows(0, 10))) {
            assertThatThrownBy(() -> load(store, LoadMode.APPEND, itemRows(20, 30)))
                    .hasMessageContaining("is being loaded already");
            first.publish();
            load(store, LoadMode.APPEND, itemRows(20, 30));
        }
    }

    @Test
    void takesOrderAndLimitExactly() {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 9000));
            Operator.Scan scan = new Operator.Scan("item", items().fields());
            var source = store.at(store.loadVersions());

            assertThat(read(
                            source,
                            new StoreScan(
                                    scan, Optional.empty(), List.of(new SortKey(0, true, true)), OptionalLong.of(3))))
                    .extracting(row -> row.get(0))
                    .containsExactly(8999L, 8998L, 8997L);
            assertThat(read(source, new StoreScan(scan, Optional.empty(), List.of(), OptionalLong.of(8500))))
                    .hasSize(8500);
            assertThat(read(source, new StoreScan(scan, Optional.empty(), List.of(), OptionalLong.of(0))))
                    .isEmpty();
        }
    }

    @Test
    void aClosedScanIsOverAndItsVersionIsLetGo() throws SQLException {
        try (PeerStore store = open()) {
            long version = load(store, LoadMode.APPEND, itemRows(0, 20_000));
            BatchStream stream = store.at(Map.of("item", version)).scan(all(items()));
            assertThat(stream.next()).isNotNull();
            load(store, LoadMode.REPLACE, itemRows(0, 5));
            stream.close();
            stream.close();

            assertThatThrownBy(stream::next).isInstanceOfSatisfying(BestPeerException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.CANCELLED));
            await().untilAsserted(() -> assertThat(store.storedTables()).isEqualTo(1));
        }
    }

    @Test
    void countsRowsWithoutColumns() {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 9000));
            StoreScan scan = StoreFixtures.scan("item", List.of(), Optional.empty());

            assertThat(read(store.at(store.loadVersions()), scan)).hasSize(9000).allMatch(List::isEmpty);
        }
    }

    @Test
    void dateAndTimeDoNotDependOnTheTimeZone() {
        TableDefinition table = new TableDefinition(
                "moment",
                TableKind.PARTITIONED,
                List.of(column("d", DataType.DATE), column("t", DataType.TIME), column("ts", DataType.TIMESTAMP)),
                List.of(),
                List.of(),
                List.of(),
                "");
        TimeZone zone = TimeZone.getDefault();
        try (PeerStore store = open()) {
            List<Object> row = List.of(-25567, 7_200_123_456L, 1_711_850_400_000_001L);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
            store.prepare(table, LoadMode.APPEND, rows(row.toArray())).publish();
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(read(store.at(store.loadVersions()), all(table))).containsExactly(row);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void refusesADirectoryThatIsOpen() {
        try (PeerStore store = open()) {
            assertThat(store.loadVersions()).isEmpty();
            assertThatThrownBy(this::open).hasMessageContaining("already open in this process");
        }
        open().close();
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Files.writeString(directory.resolve("store"), "");

        assertThatThrownBy(this::open).hasMessageContaining("cannot be used (file already exists)");
    }

    @Test
    void keepsItsFilesToTheirOwner() throws IOException {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("store"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("store/store.secrets"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesADamagedStore() throws IOException {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 100));
        }
        Path script = directory.resolve("store/store.script");
        String text = Files.readString(script, StandardCharsets.ISO_8859_1);
        Files.writeString(script, text.replace("INSERT INTO TABLES", "INSERT INTO TABELS"));

        assertThatThrownBy(this::open).hasMessageContaining("cannot be opened");
        for (String file : List.of("script", "properties", "data", "backup", "log")) {
            Files.deleteIfExists(directory.resolve("store/store." + file));
        }
        assertThatThrownBy(this::open).hasMessageContaining("load version 1 of table item (100 rows) is missing");
    }

    @Test
    void aFailedSyncFailsThePublicationAndMakesTheStoreReadOnly() {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 10));
            PreparedLoad load = store.prepare(items(), LoadMode.APPEND, itemRows(10, 20));
            failSync();

            assertThatThrownBy(load::publish).hasMessageContaining("could not write to its disk");
            assertThat(store.readOnlyReason()).isPresent();
            assertThat(read(store.at(Map.of("item", 1L)), all(items()))).hasSize(10);
            assertThatThrownBy(() -> load(store, LoadMode.APPEND, itemRows(30, 40)))
                    .hasMessageContaining("takes no new rows");
        }
    }

    /** What HSQLDB logs when the operating system refuses a sync. */
    private static void failSync() {
        LogManager.getLogManager().getLoggerNames().asIterator().forEachRemaining(name -> {
            if (name.startsWith("hsqldb.db.")) {
                Logger.getLogger(name).log(Level.WARNING, "ScriptWriter synch error: ");
            }
        });
    }

    @Test
    void takesNoLoadWhenTheDiskIsNearlyFull() {
        FreeSpaceFloor unreachable = new FreeSpaceFloor(Long.MAX_VALUE, 0, 0);
        try (PeerStore store = PeerStore.open(
                new StoreOptions(Optional.of(directory.resolve("store")), 8, 1000, unreachable, 0, false))) {
            assertThatThrownBy(() -> load(store, LoadMode.APPEND, itemRows(0, 10)))
                    .hasMessageContaining("MiB must stay free");
        }
    }

    @Test
    void cutsAWriteThatWasNeverAcknowledged() throws IOException {
        Path log = directory.resolve("torn.log");
        Files.writeString(log, "INSERT INTO T VALUES(1)\nCOMMIT\nINSERT INTO T VAL");

        assertThat(LogTail.cut(log)).isEqualTo(17);
        assertThat(Files.readString(log)).isEqualTo("INSERT INTO T VALUES(1)\nCOMMIT\n");
        assertThat(LogTail.cut(log)).isZero();
    }

    @Test
    void theReaderCanDoNothingButRead() throws SQLException, IOException {
        try (StoreDirectory held = StoreDirectory.acquire(directory.resolve("plain"));
                HsqldbDatabase database = HsqldbDatabase.openFiles(held, StoreOptions.at(directory));
                Connection connection = database.reader();
                Statement statement = connection.createStatement()) {
            for (String forbidden : List.of(
                    "CREATE TABLE X (A INTEGER)",
                    "SELECT * FROM META.TABLES",
                    "SCRIPT '" + directory + "/out.sql'",
                    "BACKUP DATABASE TO '" + directory + "/' NOT BLOCKING",
                    "SELECT 1 FROM (VALUES(0)); SHUTDOWN",
                    "SHUTDOWN",
                    "CREATE FUNCTION F(A VARCHAR(9)) RETURNS VARCHAR(9) LANGUAGE JAVA EXTERNAL NAME"
                            + " 'CLASSPATH:java.lang.System.getProperty'",
                    "CALL \"java.lang.System.getProperty\"('user.home')",
                    "CALL LOAD_FILE('/etc/passwd')")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void stringsCompareWithoutPadding() {
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, rows(item(1L, "a"), item(2L, "a "), item(3L, "A")));
            Scalar name = new Scalar.ColumnRef(1, DataType.varchar(20));
            Scalar filter = new Scalar.Call(
                    ScalarFunction.EQUAL, List.of(name, new Scalar.Literal("a", DataType.VARCHAR)), DataType.BOOLEAN);

            assertThat(read(
                            store.at(store.loadVersions()),
                            StoreFixtures.scan("item", items().fields(), Optional.of(filter))))
                    .extracting(row -> row.get(0))
                    .containsExactly(1L);
        }
    }

    @Test
    void aDamagedLogIsRefused() throws IOException {
        Path log = directory.resolve("copy/store.log");
        try (PeerStore store = open()) {
            load(store, LoadMode.APPEND, itemRows(0, 100));
            Files.createDirectories(log.getParent());
            // A copy of the files of a running store is what a crash leaves.
            try (var files = Files.list(directory.resolve("store"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, log.resolveSibling(file.getFileName()));
                }
            }
        }
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        int middle = text.indexOf("INSERT INTO \"T1\" VALUES(50,");
        assertThat(middle).isPositive();
        Files.writeString(
                log,
                text.substring(0, middle) + "INSERT INTO \"T1\" VALUES(5#0," + text.substring(middle + 27),
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() ->
                        PeerStore.open(new StoreOptions(Optional.of(log.getParent()), 8, 1000, NO_FLOOR, 0, false)))
                .hasMessageContaining("cannot be opened");
        Files.writeString(log, text, StandardCharsets.ISO_8859_1, StandardOpenOption.TRUNCATE_EXISTING);
        try (PeerStore store =
                PeerStore.open(new StoreOptions(Optional.of(log.getParent()), 8, 1000, NO_FLOOR, 0, false))) {
            store.verify();
            assertThat(store.loadVersions()).containsEntry("item", 1L);
        }
    }
}
