package org.bestpeer.overlay.baton;

import java.util.ArrayDeque;
import java.util.Queue;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;

/** The holder's side: files entries of its range, durably before it says so. */
final class Holding {
    private final Node node;
    private final Welcome welcome;
    private final Queue<Tombstone> tombstones = new ArrayDeque<>();

    Holding(Node node, Welcome welcome) {
        this.node = node;
        this.welcome = welcome;
    }

    /** Files what of a batch belongs here; the target does. False while the target is being handed over. */
    boolean store(BatonMessage.Forward forward, BatonMessage.Store task) {
        KeyRange covered = coveredFrom(forward.target());
        if (covered.isEmpty()) {
            return false;
        }
        for (Versioned entry : task.entries()) {
            if (covered.contains(entry.key())) {
                file(entry);
            }
        }
        node.saveSoon(() -> node.send(forward.origin(), new BatonMessage.Stored(forward.operation(), covered)));
        return true;
    }

    private KeyRange coveredFrom(Key target) {
        Key high = node.range().high();
        if (welcome.isFrozen(target)) {
            return new KeyRange(target, target);
        }
        Key frozen = welcome.frozenFrom();
        if (frozen != null && target.compareTo(frozen) < 0 && (high == null || frozen.compareTo(high) < 0)) {
            return new KeyRange(target, frozen);
        }
        return new KeyRange(target, high);
    }

    private void file(Versioned entry) {
        node.entries.apply(entry);
        node.peers.learn(entry.entry().publisher(), entry.incarnation());
        if (entry.withdrawn()) {
            tombstones.add(new Tombstone(node.now(), entry));
        }
    }

    /** Takes over entries from disk or from the former holder. */
    void takeOver(Iterable<Versioned> entries) {
        entries.forEach(this::file);
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
