package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.SYS;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.system.SystemRead;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.index.ListedEntry;
import org.jspecify.annotations.Nullable;

/** {@code sys.tables}: who shares each table, by the newest snapshot, and how many rows, by the index. */
final class SharedTablesTable {
    private static final Set<String> FROM_INDEX = Set.of("row_count", "load_versions");

    private static final Shape SHAPE = Shape.of(
            SYS,
            "tables",
            "shared tables",
            "table_name kind company_count:int companies row_count:bigint load_versions comment");

    private final Supplier<Catalog> catalog;
    private final Supplier<CatalogueSnapshot> snapshot;
    private final EntryReader index;
    private final Clock clock;

    private SharedTablesTable(
            Supplier<Catalog> catalog, Supplier<CatalogueSnapshot> snapshot, EntryReader index, Clock clock) {
        this.catalog = catalog;
        this.snapshot = snapshot;
        this.index = index;
        this.clock = clock;
    }

    static SystemTable of(
            Supplier<Catalog> catalog, Supplier<CatalogueSnapshot> snapshot, EntryReader index, Clock clock) {
        return SHAPE.table(new SharedTablesTable(catalog, snapshot, index, clock)::rows);
    }

    private List<List<@Nullable Object>> rows(SystemRead read) {
        Map<String, SortedSet<String>> shares = Map.copyOf(snapshot.get().shares());
        Map<String, List<ListedEntry>> entries = read.columns().stream().anyMatch(FROM_INDEX::contains)
                ? index.read(TimeLeft.until(read.deadline(), clock)).stream()
                        .collect(Collectors.groupingBy(ListedEntry::table))
                : Map.of();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        catalog.get().tables().values().stream()
                .sorted(Comparator.comparing(TableDefinition::name))
                .forEach(table -> rows.add(row(
                        table,
                        shares.getOrDefault(table.name(), new TreeSet<>()),
                        entries.getOrDefault(table.name(), List.of()))));
        return rows;
    }

    private static List<@Nullable Object> row(
            TableDefinition table, SortedSet<String> companies, List<ListedEntry> entries) {
        Set<String> known =
                entries.stream().map(entry -> entry.source().company()).collect(Collectors.toSet());
        // Without one of them a sum would be a wrong number.
        boolean complete = known.containsAll(companies);
        double rows = entries.stream().mapToDouble(ListedEntry::rows).sum();
        return SHAPE.row()
                .set("table_name", table.name())
                .set("kind", table.kind().name().toLowerCase(Locale.ROOT))
                .set("company_count", companies.size())
                .set("companies", companies.isEmpty() ? null : String.join(", ", companies))
                .set("row_count", complete ? Math.round(rows) : null)
                .set("load_versions", entries.isEmpty() ? null : versions(entries))
                .set("comment", table.comment().isEmpty() ? null : table.comment())
                .values();
    }

    private static String versions(List<ListedEntry> entries) {
        return entries.stream()
                .map(ListedEntry::source)
                .map(source -> source.publisher().id().value() + ": " + source.loadVersion())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
