package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** Entries by key and publisher, the newest of each; also those withdrawn, so that late messages don't bring them back. */
final class EntryTable {
    private final TreeMap<Key, Map<PeerId, Versioned>> byKey = new TreeMap<>();

    private EntryList all = EntryList.EMPTY;

    /** Files an entry unless a newer one is here. */
    void apply(Versioned entry) {
        Map<PeerId, Versioned> publishers = byKey.computeIfAbsent(entry.key(), key -> new TreeMap<>());
        Versioned before = publishers.get(entry.publisher());
        if (before == null || entry.isNewerThan(before)) {
            publishers.put(entry.publisher(), entry);
            all = all.with(entry);
        }
    }

    /** Forgets an entry, if this is still the newest. */
    void forget(Versioned entry) {
        Map<PeerId, Versioned> publishers = byKey.get(entry.key());
        if (publishers != null && publishers.remove(entry.publisher(), entry)) {
            all = all.without(entry.key(), entry.publisher());
            if (publishers.isEmpty()) {
                byKey.remove(entry.key());
            }
        }
    }

    private static int count(Versioned entry) {
        return entry.withdrawn() ? 0 : 1;
    }

    /** Everything under the keys of a range, withdrawn or not, grouped by key. */
    Collection<Map<PeerId, Versioned>> groups(KeyRange range) {
        if (range.isEmpty()) {
            return List.of();
        }
        NavigableMap<Key, Map<PeerId, Versioned>> part = byKey.tailMap(range.low(), true);
        return range.high() == null
                ? part.values()
                : part.headMap(range.high(), false).values();
    }

    /** Everything under the keys of a range, withdrawn or not, in key order. */
    List<Versioned> in(KeyRange range) {
        List<Versioned> found = new ArrayList<>();
        groups(range).forEach(publishers -> found.addAll(publishers.values()));
        return found;
    }

    /** Everything as it is now. */
    List<Versioned> all() {
        return all;
    }

    /** Drops everything outside these ranges. */
    void retain(List<KeyRange> ranges) {
        List<KeyRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(KeyRange::low));
        Key kept = Key.MIN;
        for (KeyRange range : sorted) {
            drop(kept, range.low());
            if (range.high() == null) {
                return;
            }
            kept = range.high().compareTo(kept) > 0 ? range.high() : kept;
        }
        in(new KeyRange(kept, null)).forEach(this::forget);
    }

    private void drop(Key low, Key high) {
        if (low.compareTo(high) < 0) {
            in(new KeyRange(low, high)).forEach(this::forget);
        }
    }

    /** Number of entries of a range that were not withdrawn. */
    int count(KeyRange range) {
        int count = 0;
        for (Map<PeerId, Versioned> publishers : groups(range)) {
            for (Versioned entry : publishers.values()) {
                count += count(entry);
            }
        }
        return count;
    }

    /** A key for each entry of the range that was not withdrawn, in order. */
    List<Key> keys(KeyRange range) {
        return in(range).stream()
                .filter(entry -> !entry.withdrawn())
                .map(Versioned::key)
                .toList();
    }
}
