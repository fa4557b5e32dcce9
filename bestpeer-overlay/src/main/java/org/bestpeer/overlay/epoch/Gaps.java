package org.bestpeer.overlay.epoch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.jspecify.annotations.Nullable;

/** Ranges of which all who kept the entries are gone, until these have been filed again. They do not overlap. */
final class Gaps {
    private final NavigableMap<Key, Ledger.Gap> byLow = new TreeMap<>();

    Gaps(List<Ledger.Gap> saved) {
        saved.forEach(gap -> byLow.put(gap.range().low(), gap));
    }

    boolean isEmpty() {
        return byLow.isEmpty();
    }

    boolean isEverything() {
        return byLow.values().stream().anyMatch(gap -> gap.range().equals(KeyRange.ALL));
    }

    List<Ledger.Gap> all() {
        return List.copyOf(byLow.values());
    }

    /** Whether entries of a range may be missing. */
    boolean touch(KeyRange range) {
        Map.Entry<Key, Ledger.Gap> before = byLow.floorEntry(range.low());
        Map.Entry<Key, Ledger.Gap> after = byLow.higherEntry(range.low());
        return (before != null && before.getValue().range().intersects(range))
                || (after != null && after.getValue().range().intersects(range));
    }

    /**
     * Notes that entries of a range are gone.
     *
     * @param epoch newest one so far; what is filed in a round with a later number is filed where it is kept now
     */
    void add(KeyRange range, long epoch) {
        KeyRange whole = range;
        for (Ledger.Gap gap : all()) {
            if (gap.range().intersects(whole)) {
                byLow.remove(gap.range().low());
                whole = hull(gap.range(), whole);
            }
        }
        byLow.put(whole.low(), new Ledger.Gap(whole, epoch));
    }

    /** All publishers have filed in a round. Gives the ranges that are whole again. */
    List<KeyRange> filed(long round) {
        List<KeyRange> whole = new ArrayList<>();
        for (Ledger.Gap gap : all()) {
            if (gap.epoch() < round) {
                byLow.remove(gap.range().low());
                whole.add(gap.range());
            }
        }
        return whole;
    }

    private static KeyRange hull(KeyRange one, KeyRange other) {
        Key low = one.low().compareTo(other.low()) < 0 ? one.low() : other.low();
        return new KeyRange(low, later(one.high(), other.high()));
    }

    private static @Nullable Key later(@Nullable Key one, @Nullable Key other) {
        if (one == null || other == null) {
            return null;
        }
        return one.compareTo(other) > 0 ? one : other;
    }
}
