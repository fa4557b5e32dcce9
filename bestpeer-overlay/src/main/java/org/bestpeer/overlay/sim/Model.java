package org.bestpeer.overlay.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/**
 * What look-ups may find: of each entry the version that was acknowledged last before the look-up began, or any that was
 * tried since then; version 0 is none.
 */
final class Model {
    private static final long NONE = 0;

    /** No id is smaller. */
    private static final PeerId FIRST = new PeerId("0");

    private final NavigableMap<Slot, NavigableMap<Long, Long>> tried = new TreeMap<>();
    private final Map<Slot, Long> highest = new LinkedHashMap<>();
    private final Set<Lookup> open = new HashSet<>();

    /** Those of which some version that was tried is not possible. */
    private final Set<Slot> sure = new HashSet<>();

    private long attempts;

    /** The version with which a publisher files the next state of an entry. */
    long next(Key key, PeerId publisher) {
        return highest.merge(new Slot(key, publisher), 1L, Long::sum);
    }

    boolean mayHave(Key key, PeerId publisher) {
        return tried.containsKey(new Slot(key, publisher));
    }

    /** A publisher begins to file, or with version 0 to withdraw; names the attempt. */
    long trying(Key key, PeerId publisher, long version) {
        Slot slot = new Slot(key, publisher);
        long attempt = ++attempts;
        NavigableMap<Long, Long> states = tried.get(slot);
        if (states == null) {
            states = new TreeMap<>(Map.of(0L, NONE));
            tried.put(slot, states);
            sure.add(slot);
        }
        states.put(attempt, version);
        open.forEach(lookup -> lookup.mayFind(slot, version));
        return attempt;
    }

    /** An attempt is acknowledged: what was tried before it is not found any more. */
    void certain(Key key, PeerId publisher, long attempt) {
        Slot slot = new Slot(key, publisher);
        NavigableMap<Long, Long> states = tried.get(slot);
        if (states != null && states.containsKey(attempt)) {
            states.headMap(attempt, false).clear();
            sure.add(slot);
        }
    }

    private Set<Long> possible(Slot slot) {
        NavigableMap<Long, Long> states = tried.get(slot);
        return states == null ? Set.of(NONE) : new HashSet<>(states.values());
    }

    /** What a publisher filed, or still files, is uncertain: it or its entries were lost. */
    void uncertain(Slot slot) {
        NavigableMap<Long, Long> states = tried.get(slot);
        if (states != null && sure.remove(slot)) {
            // In front of every attempt, so that the next one that is acknowledged ends the uncertainty.
            for (long version = 0; version <= highest.getOrDefault(slot, NONE); version++) {
                states.put(version - Integer.MAX_VALUE, version);
            }
            open.forEach(lookup -> states.values().forEach(version -> lookup.mayFind(slot, version)));
        }
    }

    /** Every entry that was ever tried, of a publisher. */
    List<Slot> slotsOf(PeerId publisher) {
        return tried.keySet().stream()
                .filter(slot -> slot.publisher.equals(publisher))
                .toList();
    }

    /** A look-up begins. */
    Lookup begin(KeyRange range) {
        Lookup lookup = new Lookup(range);
        for (Slot slot : tried.tailMap(new Slot(range.low(), FIRST)).keySet()) {
            if (!range.contains(slot.key)) {
                break;
            }
            possible(slot).forEach(version -> lookup.mayFind(slot, version));
        }
        open.add(lookup);
        return lookup;
    }

    /** An entry. */
    record Slot(Key key, PeerId publisher) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : publisher.compareTo(other.publisher);
        }
    }

    /** What one look-up may find. */
    final class Lookup {
        private final KeyRange range;
        private final Map<Slot, Set<Long>> admissible = new TreeMap<>();

        private Lookup(KeyRange range) {
            this.range = range;
        }

        private void mayFind(Slot slot, long version) {
            if (range.contains(slot.key)) {
                admissible.computeIfAbsent(slot, none -> possible(slot)).add(version);
            }
        }

        void end() {
            open.remove(this);
        }

        /** What is wrong with an answer. */
        List<String> mismatches(List<FoundEntry> found) {
            List<String> wrong = new ArrayList<>();
            Map<Slot, Long> seen = new TreeMap<>();
            for (FoundEntry entry : found) {
                Slot slot =
                        new Slot(entry.entry().key(), entry.entry().publisher().id());
                if (seen.put(slot, entry.entry().version()) != null) {
                    wrong.add("%s twice".formatted(slot));
                }
                if (!admissible.containsKey(slot)) {
                    wrong.add("%s was not asked for".formatted(slot));
                }
            }
            admissible.forEach((slot, versions) -> {
                if (!versions.contains(seen.getOrDefault(slot, NONE))) {
                    wrong.add("%s has version %s, not one of %s".formatted(slot, seen.get(slot), versions));
                }
            });
            return wrong;
        }
    }
}
