package org.bestpeer.benchmarks.churn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/**
 * What look-ups may find: of each publisher's entry the state that was acknowledged last before the look-up began, or
 * one that was tried since. Not thread-safe: time is the order in which it is told.
 */
final class Expectations {
    /** State of an entry that is not there. */
    static final long ABSENT = 0;

    private static final long NEVER = Long.MAX_VALUE;

    private final NavigableMap<Key, Map<PeerId, List<Attempt>>> attempts = new TreeMap<>();
    private long time;

    /** A publisher's try to bring an entry into a state. */
    static final class Attempt {
        private final long version;
        private long acknowledged = NEVER;

        private Attempt(long version) {
            this.version = version;
        }
    }

    /** A publisher begins to file a version, or to withdraw. */
    Attempt trying(Key key, PeerId publisher, long version) {
        Attempt attempt = new Attempt(version);
        attempts.computeIfAbsent(key, none -> new TreeMap<>())
                .computeIfAbsent(publisher, none -> new ArrayList<>())
                .add(attempt);
        return attempt;
    }

    void acknowledged(Attempt attempt) {
        attempt.acknowledged = ++time;
    }

    /** A look-up begins: its time. */
    long begin() {
        return ++time;
    }

    /** What is wrong with the answer of a look-up that began then. */
    List<String> mismatches(KeyRange range, long begun, List<Sighting> found) {
        Map<Key, Map<PeerId, Long>> seen = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Sighting each : found) {
            Map<PeerId, Long> ofKey = seen.computeIfAbsent(each.key(), none -> new HashMap<>());
            if (!range.contains(each.key()) || ofKey.put(each.publisher(), each.version()) != null) {
                wrong.add("%s was found twice, or not asked for".formatted(each));
            }
        }
        attempts.tailMap(range.low(), true).forEach((key, publishers) -> {
            if (range.contains(key)) {
                Map<PeerId, Long> ofKey = seen.getOrDefault(key, new HashMap<>());
                publishers.forEach((publisher, tried) -> {
                    Long version = ofKey.remove(publisher);
                    Set<Long> possible = possible(tried, begun);
                    if (!possible.contains(version == null ? ABSENT : version)) {
                        wrong.add(
                                "%s of %s has version %s, not one of %s".formatted(key, publisher, version, possible));
                    }
                });
            }
        });
        seen.values().stream()
                .flatMap(ofKey -> ofKey.keySet().stream())
                .forEach(publisher -> wrong.add("%s never filed what was found".formatted(publisher)));
        return wrong;
    }

    private static Set<Long> possible(List<Attempt> tried, long begun) {
        int last = tried.size() - 1;
        while (last >= 0 && tried.get(last).acknowledged > begun) {
            last--;
        }
        Set<Long> possible = tried.subList(Math.max(0, last), tried.size()).stream()
                .map(attempt -> attempt.version)
                .collect(Collectors.toCollection(HashSet::new));
        if (last < 0) {
            possible.add(ABSENT);
        }
        return possible;
    }
}
