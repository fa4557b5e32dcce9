package org.bestpeer.node.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.node.index.IndexCache.CachedEntry;
import org.bestpeer.overlay.PeerContact;

/**
 * What look-ups say of one owner of a table, the newest entry having the last word. Immutable.
 *
 * @param site who owns it
 * @param contact where it is reached
 * @param version of the newest entry
 * @param disagrees whether entries are of different versions
 * @param loadVersion of its rows
 * @param rows how many
 * @param columns what is known of the columns that were looked up
 * @param single entries that speak of one column alone, by column
 */
record KnownOwner(
        Site site,
        PeerContact contact,
        long version,
        boolean disagrees,
        long loadVersion,
        double rows,
        Map<String, ColumnStatistics> columns,
        Map<String, List<CachedEntry>> single) {
    KnownOwner {
        columns = Map.copyOf(columns);
        single = Map.copyOf(single);
    }

    /** @param entries of one publisher, in the order in which they were found; at least one */
    static KnownOwner of(List<CachedEntry> entries) {
        CachedEntry newest = entries.get(0);
        boolean disagrees = false;
        Map<String, ColumnStatistics> columns = new HashMap<>();
        Map<String, List<CachedEntry>> single = new HashMap<>();
        for (CachedEntry entry : entries) {
            long age = entry.version() - newest.version();
            disagrees |= age != 0;
            if (age >= 0) {
                newest = entry;
                columns.putAll(entry.said().statistics());
            } else {
                entry.said().statistics().forEach(columns::putIfAbsent);
            }
            String column = entry.value().getColumn();
            if (!column.isEmpty() && entry.value().getColumnsCount() == 1) {
                single.computeIfAbsent(column, name -> new ArrayList<>()).add(entry);
            }
        }
        PeerContact contact = newest.found().entry().publisher();
        return new KnownOwner(
                new Site(contact.id().value(), entries.get(0).value().getCompany()),
                contact,
                newest.version(),
                disagrees,
                newest.value().getLoadVersion(),
                newest.value().getRows(),
                columns,
                single);
    }

    /** The entries whose range lies outside what a predicate lets through. */
    boolean liesOutside(List<ColumnRange> ranges, boolean promisedOnly, long now) {
        for (ColumnRange range : ranges) {
            for (CachedEntry entry : single.getOrDefault(range.column(), List.of())) {
                if ((!promisedOnly || entry.promisedAt(now)) && entry.liesOutside(range)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Between which bounds the values of keys lie, in the version that is known of the owner.
     *
     * @param promisedOnly whether only what is promised now counts
     */
    Map<String, ColumnRange> ranges(List<String> keys, boolean promisedOnly, long now) {
        Map<String, ColumnRange> ranges = new HashMap<>();
        for (String key : keys) {
            CachedEntry best = null;
            for (CachedEntry entry : single.getOrDefault(key, List.of())) {
                if (entry.value().getRows() > 0) {
                    best = best == null ? entry : better(best, entry);
                }
            }
            if (best != null && isCurrent(best) && (!promisedOnly || best.promisedAt(now))) {
                ranges.put(
                        key,
                        new ColumnRange(
                                key,
                                Objects.requireNonNull(best.said().min()),
                                Objects.requireNonNull(best.said().max())));
            }
        }
        return ranges;
    }

    private boolean isCurrent(CachedEntry entry) {
        return entry.version() == version
                && entry.value().getLoadVersion() == loadVersion
                && entry.said().min() != null
                && entry.said().max() != null;
    }

    /** The newer one; of the same version that which is promised for longer. */
    private static CachedEntry better(CachedEntry a, CachedEntry b) {
        long versions = a.version() - b.version();
        return versions > 0 || (versions == 0 && a.promisedUntil() - b.promisedUntil() > 0) ? a : b;
    }
}
