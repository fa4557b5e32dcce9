package org.bestpeer.node.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.ValueOrder;
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
            byPeer.computeIfAbsent(publisher.id().value(), peer -> new Owner(entry))
                    .add(entry);
        }
    }

    Set<String> companies() {
        Set<String> companies = new HashSet<>();
        byPeer.values().forEach(owner -> companies.add(owner.company));
        return companies;
    }

    boolean isEmpty() {
        return byPeer.isEmpty();
    }

    /** Tells where each owner is reached, and how new that is. */
    void tell(ObjLongConsumer<PeerContact> contacts) {
        byPeer.values().forEach(owner -> contacts.accept(owner.contact, owner.version));
    }

    /** Adds what is known of other columns than those whose entries were looked up, of the owners that are asked. */
    void describe(Map<String, TableStatistics> byPublisher) {
        byPublisher.forEach((peer, table) -> {
            Owner owner = byPeer.get(peer);
            if (owner != null && !owner.excluded) {
                table.columns().forEach(owner.columns::putIfAbsent);
                owner.joint = table.joint();
            }
        });
    }

    /** Adds what is known of how an owner's values of a column are spread. */
    void spread(String column, Map<String, Histogram> byPublisher) {
        byPublisher.forEach((peer, histogram) -> {
            Owner owner = byPeer.get(peer);
            if (owner != null && !owner.excluded) {
                owner.columns.computeIfPresent(column, (name, known) -> known.withHistogram(histogram));
            }
        });
    }

    /** @param missing companies that should be among the owners */
    Placement placement(Collection<String> missing) {
        List<Partition> partitions = new ArrayList<>();
        List<Site> pruned = new ArrayList<>();
        for (Owner owner : byPeer.values()) {
            Site site = new Site(owner.contact.id().value(), owner.company);
            if (owner.excluded) {
                pruned.add(site);
            } else {
                TableStatistics statistics = new TableStatistics(owner.rows, owner.columns, owner.joint);
                partitions.add(new Partition(site, owner.loadVersion, statistics, owner.ranges(true)));
            }
        }
        return new Placement(partitions, pruned, List.copyOf(missing));
    }

    /**
     * Whether ranges would help if they were promised at the moment: one lies outside what is asked for, or those of a
     * key lie apart from each other.
     */
    boolean lackPromises() {
        return byPeer.values().stream().anyMatch(owner -> owner.outside && !owner.excluded)
                || request.keys().stream().anyMatch(this::isApartWithoutPromise);
    }

    private boolean isApartWithoutPromise(String key) {
        List<Owner> asked =
                byPeer.values().stream().filter(owner -> !owner.excluded).toList();
        if (asked.size() < 2
                || asked.stream().allMatch(owner -> owner.ranges(true).containsKey(key))) {
            return false;
        }
        List<ColumnRange> ranges = new ArrayList<>();
        for (Owner owner : asked) {
            ColumnRange range = owner.ranges(false).get(key);
            if (range == null || ranges.stream().anyMatch(other -> !range.isApartFrom(other))) {
                return false;
            }
            ranges.add(range);
        }
        return true;
    }

    /** Whether entries of an owner are of different versions, so that a look-up of the older ones is outdated. */
    boolean disagree() {
        return byPeer.values().stream().anyMatch(owner -> owner.disagrees);
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
        Object min = entry.said().min();
        Object max = entry.said().max();
        return min != null
                && max != null
                && request.ranges().stream()
                        .filter(range -> range.column().equals(value.getColumn()))
                        .anyMatch(range -> misses(range, min, max));
    }

    /** Column entries say the same, but are not promised. */
    private static boolean isRange(CachedEntry entry) {
        return entry.value().getColumnsCount() == 1 && entry.value().getRows() > 0;
    }

    /** The newer one; of the same version that which is promised for longer. */
    private static CachedEntry better(CachedEntry a, CachedEntry b) {
        long versions = a.found().entry().version() - b.found().entry().version();
        return versions > 0 || (versions == 0 && a.promisedUntil() - b.promisedUntil() > 0) ? a : b;
    }

    private static boolean misses(ColumnRange range, Object min, Object max) {
        return isAbove(range.low(), max) || isAbove(min, range.high());
    }

    private static boolean isAbove(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && ValueOrder.compare(left, right) > 0;
    }

    private final class Owner {
        private final String company;
        private final Map<String, ColumnStatistics> columns = new HashMap<>();
        private final Map<String, CachedEntry> keys = new HashMap<>();
        private List<JointHistogram> joint = List.of();
        private PeerContact contact;
        private long version;
        private long loadVersion;
        private double rows;
        private boolean disagrees;
        private boolean outside;
        private boolean excluded;

        Owner(CachedEntry first) {
            this.company = first.value().getCompany();
            this.contact = first.found().entry().publisher();
            this.version = first.found().entry().version();
            take(first);
        }

        void add(CachedEntry entry) {
            disagrees |= entry.found().entry().version() != version;
            if (entry.found().entry().version() >= version) {
                take(entry);
            }
            entry.said().statistics().forEach(columns::putIfAbsent);
            String column = entry.value().getColumn();
            if (request.keys().contains(column) && isRange(entry)) {
                keys.merge(column, entry, Owners::better);
            }
            boolean misses = liesOutside(entry);
            outside |= misses;
            excluded |= misses && entry.promisedAt(now);
        }

        /**
         * Between which bounds the keys' values lie, in the version that is known of the owner.
         *
         * @param promisedOnly whether only what is promised now counts
         */
        Map<String, ColumnRange> ranges(boolean promisedOnly) {
            Map<String, ColumnRange> ranges = new HashMap<>();
            keys.forEach((column, entry) -> {
                Object min = entry.said().min();
                Object max = entry.said().max();
                boolean current = entry.found().entry().version() == version
                        && entry.value().getLoadVersion() == loadVersion;
                if (current && min != null && max != null && (!promisedOnly || entry.promisedAt(now))) {
                    ranges.put(column, new ColumnRange(column, min, max));
                }
            });
            return ranges;
        }

        /** The newest entry says where its publisher is and what it holds. */
        private void take(CachedEntry newest) {
            contact = newest.found().entry().publisher();
            version = newest.found().entry().version();
            loadVersion = newest.value().getLoadVersion();
            rows = newest.value().getRows();
            columns.putAll(newest.said().statistics());
        }
    }
}
