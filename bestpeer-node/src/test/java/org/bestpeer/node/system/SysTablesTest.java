package org.bestpeer.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.system.SystemRead;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.bestpeer.node.index.ListedEntry;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class SysTablesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Instant DEADLINE = Instant.EPOCH.plusSeconds(30);

    private final Catalog catalog =
            Catalog.of("shop", 1, List.of(table("sale", DataType.DATE), table("item", DataType.TIME)));
    private final List<Duration> waited = new ArrayList<>();
    private List<ListedEntry> entries = List.of();

    private static TableDefinition table(String name, DataType type) {
        return new TableDefinition(
                name,
                TableKind.PARTITIONED,
                List.of(new ColumnDefinition("a", type, true, Optional.empty(), "")),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    private static CatalogueSnapshot snapshot() {
        SortedSet<String> companies = new TreeSet<>(Set.of("north", "south"));
        return new CatalogueSnapshot(
                CatalogueSnapshot.FORMAT,
                "shop",
                1,
                1,
                "",
                List.of(
                        new Participant("south-1", "south", "b:2"),
                        new Participant("north-1", "north", "a:1"),
                        new Participant("north-2", "north", "a:2")),
                new TreeMap<>(Map.of("sale", companies)),
                new TreeMap<>());
    }

    private static ListedEntry entry(String kind, String company, double rows, Optional<ColumnStatistics> values) {
        PeerContact publisher = new PeerContact(new PeerId(company + "-1"), new PeerAddress(company, 7));
        return new ListedEntry(
                kind,
                "sale",
                kind.equals("table") ? "" : "a",
                new ListedEntry.Source(publisher, company, 4, 99),
                rows,
                values);
    }

    private List<ListedEntry> read(Duration patience) {
        waited.add(patience);
        return entries;
    }

    private static List<String> rows(SystemTable table, String... columns) {
        List<String> names =
                table.columns().stream().map(ColumnDefinition::name).toList();
        Set<String> wanted = Set.of(columns);
        SystemRead read = new SystemRead(new Principal("shop", "north", "ann"), wanted, DEADLINE);
        return table.rows().of(read).stream()
                .map(row -> Stream.of(columns)
                        .map(column -> String.valueOf(row.get(names.indexOf(column))))
                        .collect(Collectors.joining("|")))
                .toList();
    }

    private SystemTable tables() {
        return SharedTablesTable.of(() -> catalog, SysTablesTest::snapshot, this::read, CLOCK);
    }

    @Test
    void sumsUpTheRowsOfAllOwners() {
        entries = List.of(entry("table", "north", 5, Optional.empty()), entry("table", "south", 7, Optional.empty()));

        assertThat(rows(tables(), "table_name", "companies", "row_count", "load_versions"))
                .containsExactly("item|null|0|null", "sale|north, south|12|north-1: 4, south-1: 4");
        assertThat(waited).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void saysNoNumberOfRowsWithoutOneOfTheOwners() {
        entries = List.of(entry("table", "south", 7, Optional.empty()));

        assertThat(rows(tables(), "table_name", "row_count", "load_versions"))
                .containsExactly("item|0|null", "sale|null|south-1: 4");
    }

    @Test
    void readsTheIndexOnlyForWhatStandsThere() {
        assertThat(rows(tables(), "table_name", "company_count")).containsExactly("item|0", "sale|2");
        assertThat(waited).isEmpty();
    }

    @Test
    void writesBoundsAsTheirColumnIsWritten() {
        entries = List.of(
                entry("range", "north", 5, Optional.of(new ColumnStatistics(0, 31, 3, 0.25))),
                entry("histogram", "north", 2.5, Optional.of(new ColumnStatistics(null, null, 1, 0))),
                entry("range", "south", 1, Optional.of(new ColumnStatistics("odd", 1L, 1, 0))),
                entry("table", "south", 1, Optional.empty()));
        SystemTable table = IndexEntriesTable.of(() -> catalog, this::read, CLOCK);

        assertThat(rows(table, "kind", "peer", "column_name", "min_value", "max_value", "row_count", "null_fraction"))
                .containsExactly(
                        "range|north-1|a|1970-01-01|1970-02-01|5|0.25",
                        "histogram|north-1|a|null|null|3|null",
                        "range|south-1|a|odd|1|1|0.0",
                        "table|south-1|null|null|null|1|null");
    }

    @Test
    void leavesOutEntriesOfTablesThatTheSchemaNoLongerHas() {
        entries = List.of(entry("table", "north", 5, Optional.empty()));
        SystemTable table = IndexEntriesTable.of(() -> Catalog.of("shop", 2, List.of()), this::read, CLOCK);

        assertThat(rows(table, "kind")).isEmpty();
    }

    @Test
    void asksPeersOnlyForTheirState() {
        List<String> asked = new ArrayList<>();
        Presence presence = (peer, patience) -> {
            asked.add(peer.peer() + " " + patience);
            return peer.peer().equals("south-1")
                    ? CompletableFuture.failedFuture(new IllegalStateException("gone"))
                    : CompletableFuture.completedFuture(new byte[0]);
        };
        SystemTable table = PeersTable.of(SysTablesTest::snapshot, presence, "north-1", CLOCK);

        assertThat(rows(table, "peer", "is_home")).containsExactly("north-1|true", "north-2|false", "south-1|false");
        assertThat(asked).isEmpty();
        assertThat(rows(table, "company", "address", "state"))
                .containsExactly("north|a:1|up", "north|a:2|up", "south|b:2|unreachable");
        assertThat(asked).containsExactly("north-2 PT1S", "south-1 PT1S");
    }
}
