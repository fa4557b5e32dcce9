package org.bestpeer.overlay.sim;

import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.NodeView;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.epoch.EpochScheduler;

/**
 * What the explorer's checks see of a process.
 *
 * @param hash tells its states apart
 * @param open of the scheduler: number of changes on their way
 * @param seats of the scheduler: number of peers in its tree
 * @param peer of a peer with a place
 */
record Look(long hash, int open, int seats, Optional<Member> peer) {
    /** The process is the scheduler. */
    static Look at(long hash, EpochScheduler scheduler) {
        return new Look(hash, scheduler.open(), scheduler.tree().size(), Optional.empty());
    }

    static Look at(long hash, BatonPeer peer) {
        return new Look(hash, 0, 0, peer.place().map(place -> Member.of(peer, place)));
    }

    /**
     * A peer with a place.
     *
     * @param since epoch in which it got its range
     * @param neighbours the ring neighbours
     * @param agreesTo which of them it agrees to hold what they got in which epoch
     * @param view all that it tells of itself
     */
    record Member(
            PeerId id, KeyRange range, long since, List<PeerId> neighbours, List<Agreed> agreesTo, NodeView view) {
        static Member of(BatonPeer peer, Place place) {
            List<NodeInfo> neighbours = place.neighbours();
            return new Member(
                    peer.self().id(),
                    place.info().range(),
                    place.info().since(),
                    neighbours.stream().map(Member::id).toList(),
                    neighbours.stream()
                            .filter(info -> peer.agrees(id(info), info.since()))
                            .map(info -> new Agreed(id(info), info.since()))
                            .toList(),
                    peer.view().orElseThrow());
        }

        private static PeerId id(NodeInfo info) {
            return info.ref().contact().id();
        }

        boolean agrees(Member holder) {
            for (Agreed agreed : agreesTo) {
                if (agreed.since == holder.since && agreed.holder.equals(holder.id)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** That somebody holds what it got in an epoch. */
    record Agreed(PeerId holder, long since) {}
}
