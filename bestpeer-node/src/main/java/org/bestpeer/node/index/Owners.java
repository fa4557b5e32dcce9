package org.bestpeer.node.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.node.index.IndexCache.CachedEntry;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;

/** The owners of one scan, gathered from look-ups. Used by one thread. */
final class Owners {
    private final ScanRequest request;
    private final long now;
    private final Map<String, Owner> byPeer = new TreeMap<>();

    Owners(ScanRequest request, long now) {
        this.request = request;
        this.now = now;
    }

    void add(List<CachedEntry> entries) {
        for (CachedEntry entry : entries) {
            PeerContact publisher = entry.found().entry().publisher();
            byPeer.computeIfAbsent(publisher.id().value(), peer -> new Owner(publisher, entry.value()))
                    .add(entry);
        }
    }

    Set<String> companies() {
        Set<String> companies = new HashSet<>();
        byPeer.values().forEach(owner -> companies.add(owner.company));
        return companies;
    }

    Collection<PeerContact> contacts() {
        return byPeer.values().stream().map(owner -> owner.contact).toList();
    }

    Placement placement() {
        List<Partition> partitions = new ArrayList<>();
        List<Site> pruned = new ArrayList<>();
        for (Owner owner : byPeer.values()) {
            Site site = new Site(owner.contact.id().value(), owner.company);
            if (owner.excluded) {
                pruned.add(site);
            } else {
                partitions.add(new Partition(site, owner.loadVersion, new TableStatistics(owner.rows, owner.columns)));
            }
        }
        return new Placement(partitions, pruned);
    }

    /** Whether an owner is asked only because its range, which lies elsewhere, is not promised at the moment. */
    boolean lackPromises() {
        return byPeer.values().stream().anyMatch(owner -> owner.outside && !owner.excluded);
    }

    /** Whether the entry's range lies outside what the predicate lets through. */
    private boolean liesOutside(CachedEntry entry) {
        IndexValue value = entry.value();
        if (value.getColumn().isEmpty() || value.getColumnsCount() != 1) {
            return false;
        }
        if (value.getRows() == 0) {
            return request.ranges().stream().anyMatch(range -> range.column().equals(value.getColumn()));
        }
        Object min = TypedValues.decode(value.getColumns(0).getMin());
        Object max = TypedValues.decode(value.getColumns(0).getMax());
        return min != null
                && max != null
                && request.ranges().stream()
                        .filter(range -> range.column().equals(value.getColumn()))
                        .anyMatch(range -> misses(range, min, max));
    }

    private static boolean misses(ColumnRange range, Object min, Object max) {
        return isAbove(range.low(), max) || isAbove(min, range.high());
    }

    private static boolean isAbove(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && TypedValues.compare(left, right) > 0;
    }

    private final class Owner {
        private final PeerContact contact;
        private final String company;
        private final Map<String, ColumnStatistics> columns = new HashMap<>();
        private long loadVersion;
        private double rows;
        private boolean outside;
        private boolean excluded;

        Owner(PeerContact contact, IndexValue first) {
            this.contact = contact;
            this.company = first.getCompany();
        }

        void add(CachedEntry entry) {
            IndexValue value = entry.value();
            loadVersion = Math.max(loadVersion, value.getLoadVersion());
            rows = value.getRows();
            columns.putAll(IndexValues.statistics(value));
            boolean misses = liesOutside(entry);
            outside |= misses;
            excluded |= misses && entry.promisedAt(now);
        }
    }
}
