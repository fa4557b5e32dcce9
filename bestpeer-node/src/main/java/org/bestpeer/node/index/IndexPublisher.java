package org.bestpeer.node.index;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.engine.type.ValueOrder;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.Overlay;
import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what this peer shares: a table entry, and for every column a column entry, a range entry and the buckets of its
 * histogram. Thread-safe.
 */
public final class IndexPublisher {
    /** Longer texts are not published as bounds: the range is then unknown and never pruned by. */
    private static final int MAX_BOUND_CHARACTERS = 256;

    private final Overlay overlay;
    private final PeerContact self;
    private final String company;
    private final Clock clock;
    private final Map<String, TableStatistics> published = new HashMap<>();
    private final Map<String, Set<Key>> buckets = new HashMap<>();
    private long lastVersion;

    public IndexPublisher(Overlay overlay, PeerContact self, String company, Clock clock) {
        this.overlay = overlay;
        this.self = self;
        this.company = company;
        this.clock = clock;
    }

    /** Whether these values lie outside what is published, so that promises given for it would be broken by them. */
    public synchronized boolean widens(TableDefinition table, TableStatistics next) {
        TableStatistics current = published.get(table.name());
        if (current == null || current.rows() == 0) {
            return true;
        }
        return table.columns().stream()
                .anyMatch(column -> widens(
                        current.columns().get(column.name()), next.columns().get(column.name())));
    }

    /** What is published of a table; empty if nothing is. */
    public synchronized Optional<TableStatistics> published(TableDefinition table) {
        return Optional.ofNullable(published.get(table.name()));
    }

    /** Publishes the share of a table at a load version; done when the index holds it. */
    public CompletableFuture<Void> publish(TableDefinition table, long loadVersion, TableStatistics statistics) {
        List<Entry> entries = new ArrayList<>();
        List<Key> outdated;
        synchronized (this) {
            entries.addAll(whole(table, loadVersion, statistics));
            List<Entry> histograms = histograms(table, loadVersion, statistics);
            Set<Key> keys = histograms.stream().map(Entry::key).collect(Collectors.toSet());
            Set<Key> before = Objects.requireNonNullElse(buckets.put(table.name(), keys), Set.of());
            outdated = before.stream().filter(key -> !keys.contains(key)).toList();
            entries.addAll(histograms);
        }
        CompletableFuture<Void> done = overlay.publish(entries);
        return outdated.isEmpty() ? done : done.thenCompose(published -> overlay.withdraw(outdated));
    }

    /**
     * Publishes statistics that cover more than queries see yet. The histograms stay as they are: nothing is pruned by
     * them, so they promise nothing.
     */
    CompletableFuture<Void> announce(TableDefinition table, long loadVersion, TableStatistics statistics) {
        List<Entry> entries;
        synchronized (this) {
            entries = whole(table, loadVersion, statistics);
        }
        return overlay.publish(entries);
    }

    private List<Entry> whole(TableDefinition table, long loadVersion, TableStatistics statistics) {
        List<Entry> entries = new ArrayList<>();
        lastVersion = Math.max(lastVersion + 1, clock.millis());
        entries.add(entry(IndexKind.TABLE, table, loadVersion, statistics, table.columns(), ""));
        for (ColumnDefinition column : table.columns()) {
            List<ColumnDefinition> one = List.of(column);
            entries.add(entry(IndexKind.COLUMN, table, loadVersion, statistics, one, column.name()));
            if (hasRange(column)) {
                entries.add(entry(IndexKind.RANGE, table, loadVersion, statistics, one, column.name()));
            }
        }
        published.put(table.name(), statistics);
        return entries;
    }

    private List<Entry> histograms(TableDefinition table, long loadVersion, TableStatistics statistics) {
        List<Entry> entries = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            ColumnStatistics known = statistics.columns().get(column.name());
            if (known == null || !hasRange(column) || isTooLong(known)) {
                continue;
            }
            IndexValue value = head(table, loadVersion, column.name()).build();
            for (Histogram.Bucket bucket : known.histogram().buckets()) {
                entries.add(new Entry(
                        IndexKeys.bucket(
                                table.name(), column.name(), column.type().kind(), bucket.low(), self.id()),
                        self,
                        lastVersion,
                        BucketEntries.value(value, bucket).toByteArray()));
            }
        }
        return entries;
    }

    private Entry entry(
            IndexKind kind,
            TableDefinition table,
            long loadVersion,
            TableStatistics statistics,
            List<ColumnDefinition> columns,
            String column) {
        IndexValue.Builder value = head(table, loadVersion, column).setRows(statistics.rows());
        for (ColumnDefinition definition : columns) {
            ColumnStatistics known = statistics.columns().get(definition.name());
            if (known != null) {
                value.addColumns(IndexValues.summary(definition.name(), bounded(known)));
            }
        }
        if (kind == IndexKind.TABLE) {
            statistics.joint().forEach(joint -> value.addJoint(IndexValues.summary(joint)));
        }
        return new Entry(
                IndexKeys.of(kind, table.name(), column, self.id()),
                self,
                lastVersion,
                value.build().toByteArray());
    }

    private IndexValue.Builder head(TableDefinition table, long loadVersion, String column) {
        return IndexValue.newBuilder()
                .setCompany(company)
                .setTable(table.name())
                .setColumn(column)
                .setLoadVersion(loadVersion)
                .setReference(table.kind() == TableKind.REFERENCE);
    }

    private static boolean hasRange(ColumnDefinition column) {
        return column.type().kind() != TypeKind.VARBINARY && column.type().kind() != TypeKind.BOOLEAN;
    }

    private static ColumnStatistics bounded(ColumnStatistics statistics) {
        return isTooLong(statistics)
                ? new ColumnStatistics(null, null, statistics.distinct(), statistics.nullFraction())
                : statistics;
    }

    private static boolean isTooLong(ColumnStatistics statistics) {
        return length(statistics.min()) > MAX_BOUND_CHARACTERS || length(statistics.max()) > MAX_BOUND_CHARACTERS;
    }

    private static int length(@Nullable Object value) {
        return value instanceof String text ? text.length() : 0;
    }

    private static boolean widens(@Nullable ColumnStatistics current, @Nullable ColumnStatistics next) {
        if (current == null || next == null) {
            return (current == null) != (next == null);
        }
        Object min = next.min();
        Object max = next.max();
        if (min == null || max == null) {
            return false;
        }
        Object knownMin = current.min();
        Object knownMax = current.max();
        return knownMin == null
                || knownMax == null
                || ValueOrder.compare(min, knownMin) < 0
                || ValueOrder.compare(max, knownMax) > 0;
    }
}
