package org.bestpeer.overlay.baton;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
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
        Hasher hasher = Hashing.farmHashFingerprint64()
                .newHasher()
                .putLong(info.ref().incarnation())
                .putLong(info.epoch())
                .putLong(info.since());
        put(info.contact(), hasher);
        info.replicas().forEach(replica -> put(replica, hasher));
        return hasher.hash().asLong();
    }

    private static void put(PeerContact contact, Hasher hasher) {
        hasher.putUnencodedChars(contact.id().value())
                .putChar('@')
                .putUnencodedChars(contact.address().host())
                .putInt(contact.address().port());
    }
}
