package org.bestpeer.overlay.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonPeer;
import org.jspecify.annotations.Nullable;

/** What must hold after every step: no key has two holders, also counting stopped ones; epochs and lives only rise. */
final class StepChecks {
    private final Map<PeerId, KeyRange> ranges = new HashMap<>();
    private final Map<PeerId, Long> epochs = new HashMap<>();
    private final Map<PeerId, Long> incarnations = new HashMap<>();

    void stepped(BatonPeer peer) {
        PeerId id = peer.self().id();
        rises("epoch", id, epochs.put(id, peer.epoch()), peer.epoch());
        rises("incarnation", id, incarnations.put(id, peer.incarnation()), peer.incarnation());
        Optional<KeyRange> range = peer.range();
        if (range.isPresent() && !range.get().equals(ranges.put(id, range.get()))) {
            checkDisjoint();
        }
    }

    private static void rises(String what, PeerId id, @Nullable Long before, long now) {
        if (before != null && before > now) {
            throw new AssertionError("%s of %s fell from %d to %d".formatted(what, id, before, now));
        }
    }

    private void checkDisjoint() {
        List<Map.Entry<PeerId, KeyRange>> sorted = new ArrayList<>(ranges.entrySet());
        sorted.removeIf(entry -> entry.getValue().isEmpty());
        sorted.sort(
                (one, other) -> one.getValue().low().compareTo(other.getValue().low()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).getValue().intersects(sorted.get(i).getValue())) {
                throw new AssertionError("two holders of a key: %s and %s".formatted(sorted.get(i - 1), sorted.get(i)));
            }
        }
    }
}
