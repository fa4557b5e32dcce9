package org.bestpeer.overlay.baton;

import java.util.ArrayDeque;
import java.util.Queue;

/** Files entries, the holder's own and copies of its ring neighbours', and forgets old withdrawals. */
final class Holding {
    private final Node node;
    private final Queue<Tombstone> tombstones = new ArrayDeque<>();

    Holding(Node node) {
        this.node = node;
    }

    /** Takes in entries from a publisher, another holder or the disk; the newer of two states stays. */
    void takeOver(Iterable<Versioned> entries) {
        for (Versioned entry : entries) {
            node.entries.apply(entry);
            node.hears(entry.entry().publisher(), entry.incarnation());
            if (entry.withdrawn()) {
                tombstones.add(new Tombstone(node.now(), entry));
            }
        }
    }

    /** Forgets withdrawals that are so old that no message of before them can still be under way. */
    void forgetOldTombstones() {
        long before = node.now() - node.settings.tombstone().toNanos();
        while (!tombstones.isEmpty() && tombstones.peek().since < before) {
            node.entries.forget(tombstones.remove().entry);
        }
    }

    private record Tombstone(long since, Versioned entry) {}
}
