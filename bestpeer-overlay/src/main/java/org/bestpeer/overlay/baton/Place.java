package org.bestpeer.overlay.baton;

import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * A peer's place in the tree, as the scheduler of epochs gave it.
 *
 * @param epoch of the change that gave it
 * @param info the peer itself
 * @param before the ring neighbour before it in key order, which keeps a copy of its entries and the other way round;
 *     of the first peer it is the last; null if the peer is alone
 * @param after the ring neighbour behind it; of the last peer it is the first; null if the peer is alone
 * @param links the peers it knows: parent, children, adjacent ones, routing tables
 */
public record Place(
        long epoch, NodeInfo info, @Nullable NodeInfo before, @Nullable NodeInfo after, List<NodeInfo> links) {
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long SPREAD = 0xD6E8FEB86659FD93L;

    Optional<NodeInfo> neighbour(PeerId id) {
        for (NodeInfo neighbour : neighbours()) {
            if (neighbour.id().equals(id)) {
                return Optional.of(neighbour);
            }
        }
        return Optional.empty();
    }

    Place withLinks(List<NodeInfo> now) {
        return new Place(epoch, info, before, after, now);
    }

    /** The ring neighbours: none, one (of two peers), or two. */
    public List<NodeInfo> neighbours() {
        if (before == null || after == null) {
            return List.of();
        }
        return before.id().equals(after.id()) ? List.of(before) : List.of(before, after);
    }

    /**
     * Depends on all that a peer knows of itself and its links, so that the scheduler can tell whether it is up to date.
     * The same in every virtual machine. Position and range are not in it: they change with the epoch only.
     */
    public long digest() {
        long digest = fingerprint(info) + (info.whole() ? 1 : 0);
        for (NodeInfo neighbour : neighbours()) {
            digest = digest * 31 + fingerprint(neighbour) + (neighbour.whole() ? 1 : 0);
        }
        for (NodeInfo link : links) {
            // A sum: the order does not matter.
            digest += fingerprint(link);
        }
        return digest;
    }

    private static long fingerprint(NodeInfo info) {
        long hash = mix(mix(mix(0, info.ref().incarnation()), info.epoch()), info.since());
        hash = mix(hash, info.contact());
        for (PeerContact replica : info.replicas()) {
            hash = mix(hash, replica);
        }
        return hash;
    }

    private static long mix(long hash, PeerContact contact) {
        long named = mix(hash, contact.id().value());
        return mix(mix(named, contact.address().host()), contact.address().port());
    }

    private static long mix(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(mixed, text.length());
    }

    /** Every bit of the number has a part in every bit of the hash. */
    private static long mix(long hash, long number) {
        long mixed = (hash ^ number) * SPREAD;
        mixed = (mixed ^ (mixed >>> 32)) * SPREAD;
        return mixed ^ (mixed >>> 29);
    }
}
