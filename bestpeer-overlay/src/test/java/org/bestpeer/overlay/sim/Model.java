package org.bestpeer.overlay.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** What look-ups may find: the version of each entry that was acknowledged last, or any tried since; 0 is none. */
final class Model {
    private final Map<Slot, Set<Long>> possible = new HashMap<>();
    private final Map<Slot, Long> highest = new HashMap<>();

    long next(Key key, PeerId publisher) {
        return highest.merge(new Slot(key, publisher), 1L, Long::sum);
    }

    boolean mayHave(Key key, PeerId publisher) {
        return possible.containsKey(new Slot(key, publisher));
    }

    void trying(Key key, PeerId publisher, long version) {
        possible.computeIfAbsent(new Slot(key, publisher), slot -> new HashSet<>(Set.of(0L)))
                .add(version);
    }

    void certain(Key key, PeerId publisher, long version) {
        possible.put(new Slot(key, publisher), new HashSet<>(Set.of(version)));
    }

    List<String> mismatches(KeyRange range, List<FoundEntry> found) {
        List<String> wrong = new ArrayList<>();
        Map<Slot, Long> seen = new TreeMap<>();
        for (FoundEntry entry : found) {
            Slot slot = new Slot(entry.entry().key(), entry.entry().publisher().id());
            if (seen.put(slot, entry.entry().version()) != null) {
                wrong.add("%s twice".formatted(slot));
            }
        }
        possible.forEach((slot, versions) -> {
            if (range.contains(slot.key) && !versions.contains(seen.getOrDefault(slot, 0L))) {
                wrong.add("%s has %s, not one of %s".formatted(slot, seen.get(slot), versions));
            }
        });
        seen.keySet().stream()
                .filter(slot -> !possible.containsKey(slot) || !range.contains(slot.key))
                .forEach(slot -> wrong.add("%s was not asked for".formatted(slot)));
        return wrong;
    }

    private record Slot(Key key, PeerId publisher) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : publisher.compareTo(other.publisher);
        }
    }
}
