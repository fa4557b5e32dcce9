package org.bestpeer.benchmarks.churn;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;

/** Peers in the order of their ranges, as they say. A gap is where one is dead and not yet replaced. */
final class Ring<T> {
    /** So many neighbours on each side must be well before a peer may be killed. */
    private static final int NEIGHBOURHOOD = 2;

    private final List<Map.Entry<T, KeyRange>> ring;

    Ring(Map<T, KeyRange> ranges) {
        Comparator<Map.Entry<T, KeyRange>> byLow =
                Comparator.comparing(entry -> entry.getValue().low());
        ring = ranges.entrySet().stream().sorted(byLow).toList();
    }

    /** Whether the ranges tile all keys. */
    boolean isWhole() {
        return !ring.isEmpty() && IntStream.range(0, ring.size()).allMatch(this::meetsNext);
    }

    /** Those that the fault model allows to die: they and their neighbours stand without a gap, and all of them are well. */
    List<T> expendable(Predicate<T> isWell) {
        if (ring.size() <= 2 * NEIGHBOURHOOD) {
            return List.of();
        }
        return IntStream.range(0, ring.size())
                .filter(i -> IntStream.rangeClosed(i - NEIGHBOURHOOD, i + NEIGHBOURHOOD)
                        .allMatch(j -> isWell.test(at(j).getKey()) && (j == i + NEIGHBOURHOOD || meetsNext(j))))
                .mapToObj(i -> at(i).getKey())
                .toList();
    }

    private Map.Entry<T, KeyRange> at(int index) {
        return ring.get(Math.floorMod(index, ring.size()));
    }

    private boolean meetsNext(int index) {
        Key high = at(index).getValue().high();
        Key next = at(index + 1).getValue().low();
        return high == null ? next.equals(Key.MIN) : high.equals(next);
    }
}
