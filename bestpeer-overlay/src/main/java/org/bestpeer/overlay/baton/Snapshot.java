package org.bestpeer.overlay.baton;

import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/**
 * What a peer takes up again after a restart.
 *
 * @param network its network
 * @param incarnation life in which it was saved
 * @param epoch newest epoch it knew
 * @param place its place in the tree; null before it had one
 * @param held the entries it holds, its range's
 * @param own the entries it published
 */
public record Snapshot(
        String network,
        long incarnation,
        long epoch,
        @Nullable Place place,
        List<Versioned> held,
        List<Versioned> own) {
    /**
     * A place in the tree.
     *
     * @param position where
     * @param range keys held
     * @param links peers it knows
     * @param hints peers it has yet to get to know
     * @param offer set while the place is only offered
     */
    public record Place(
            Position position, KeyRange range, List<NodeInfo> links, List<Ref> hints, @Nullable Offer offer) {}

    /**
     * An offer that was accepted but not yet confirmed.
     *
     * @param id name of the offer
     * @param from who made it
     */
    public record Offer(long id, PeerContact from) {}
}
