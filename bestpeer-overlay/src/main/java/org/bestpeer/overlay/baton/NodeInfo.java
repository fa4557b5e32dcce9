package org.bestpeer.overlay.baton;

import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;

/**
 * What others need to know of a peer in the tree.
 *
 * @param ref who and where
 * @param range the keys it holds
 * @param epoch in which its position or range changed last
 * @param since epoch in which it came to hold exactly this range: who knows another one does not agree to what it does
 * @param replicas who also keeps its entries, as far as known; to be asked when it is silent
 * @param whole whether all entries of its range are there; else they were lost, and are filed again
 */
public record NodeInfo(Ref ref, KeyRange range, long epoch, long since, List<PeerContact> replicas, boolean whole) {
    PeerId id() {
        return ref.id();
    }

    PeerContact contact() {
        return ref.contact();
    }

    Position position() {
        return ref.position();
    }
}
