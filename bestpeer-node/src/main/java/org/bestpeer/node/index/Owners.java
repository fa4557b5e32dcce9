package org.bestpeer.node.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;

/** The owners of one scan: those that must be asked, and those whose promises exclude its predicate. Used by one thread. */
final class Owners {
    private final ScanRequest request;
    private final KnownOwners known;
    private final long now;
    private final List<KnownOwner> asked = new ArrayList<>();
    private final List<Site> pruned = new ArrayList<>();
    private boolean outside;

    Owners(ScanRequest request, KnownOwners known, long now) {
        this.request = request;
        this.known = known;
        this.now = now;
        for (KnownOwner owner : known.owners()) {
            if (owner.liesOutside(request.ranges(), true, now)) {
                pruned.add(owner.site());
            } else {
                asked.add(owner);
                outside |= owner.liesOutside(request.ranges(), false, now);
            }
        }
    }

    KnownOwners known() {
        return known;
    }

    /** Tells where each owner that must be asked is reached, and how new that is. */
    void tell(ObjLongConsumer<PeerContact> contacts) {
        asked.forEach(owner -> contacts.accept(owner.contact(), owner.version()));
    }

    /**
     * @param summaries what is known of other columns than those whose entries were looked up, by publisher
     * @param histograms how owners' values are spread, by publisher, of each restricted column
     * @param missing companies that should be among the owners
     */
    Placement placement(
            Map<String, TableStatistics> summaries,
            Function<String, Map<String, Histogram>> histograms,
            Collection<String> missing) {
        Map<String, Map<String, Histogram>> spread = new HashMap<>();
        request.ranges().forEach(range -> spread.computeIfAbsent(range.column(), histograms));
        List<Partition> partitions = new ArrayList<>(asked.size());
        for (KnownOwner owner : asked) {
            partitions.add(new Partition(
                    owner.site(),
                    owner.loadVersion(),
                    statistics(owner, summaries.get(owner.site().peer()), spread),
                    owner.ranges(request.keys(), true, now)));
        }
        return new Placement(partitions, pruned, List.copyOf(missing));
    }

    private static TableStatistics statistics(
            KnownOwner owner, @Nullable TableStatistics summary, Map<String, Map<String, Histogram>> spread) {
        Map<String, ColumnStatistics> columns = new HashMap<>(owner.columns());
        List<JointHistogram> joint = List.of();
        if (summary != null) {
            summary.columns().forEach(columns::putIfAbsent);
            joint = summary.joint();
        }
        spread.forEach((column, byPublisher) -> {
            Histogram histogram = byPublisher.get(owner.site().peer());
            if (histogram != null) {
                columns.computeIfPresent(column, (name, statistics) -> statistics.withHistogram(histogram));
            }
        });
        return new TableStatistics(owner.rows(), columns, joint);
    }

    /**
     * Whether ranges would help if they were promised at the moment: one lies outside what is asked for, or those of a
     * key lie apart from each other.
     */
    boolean lackPromises() {
        return outside || request.keys().stream().anyMatch(this::isApartWithoutPromise);
    }

    private boolean isApartWithoutPromise(String key) {
        List<String> keys = List.of(key);
        if (asked.size() < 2
                || asked.stream()
                        .noneMatch(owner -> owner.ranges(keys, true, now).isEmpty())) {
            return false;
        }
        List<ColumnRange> ranges = new ArrayList<>();
        for (KnownOwner owner : asked) {
            ColumnRange range = owner.ranges(keys, false, now).get(key);
            if (range == null || ranges.stream().anyMatch(other -> !range.isApartFrom(other))) {
                return false;
            }
            ranges.add(range);
        }
        return true;
    }
}
