package org.bestpeer.overlay.epoch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Ref;
import org.bestpeer.overlay.tree.Seat;
import org.bestpeer.overlay.tree.Tree;

/** A tree, and since when its peers stand as they do. */
final class View {
    private final Structure structure;
    private final Tree shown;
    private final Map<PeerId, Seat> before;
    private final long epoch;
    private final List<KeyRange> lost;

    View(Structure structure, Tree shown, Map<PeerId, Seat> before, long epoch, List<KeyRange> lost) {
        this.structure = structure;
        this.shown = shown;
        this.before = before;
        this.epoch = epoch;
        this.lost = lost;
    }

    Place place(PeerId id, long placeEpoch) {
        boolean alone = shown.size() == 1;
        List<NodeInfo> links = new ArrayList<>();
        shown.links(id).forEach(link -> links.add(info(link)));
        return new Place(
                placeEpoch,
                info(id),
                alone ? null : info(shown.ringBefore(id)),
                alone ? null : info(shown.ringAfter(id)),
                links);
    }

    NodeInfo info(PeerId id) {
        Member member = structure.member(id);
        Seat old = before.get(id);
        Seat seat = shown.seat(id);
        boolean moves = old != null && !old.equals(seat);
        boolean ranges = old != null && !requireNonNull(seat.range()).equals(old.range());
        List<PeerContact> replicas = new ArrayList<>();
        for (PeerId replica : List.of(shown.ringBefore(id), shown.ringAfter(id))) {
            PeerContact contact = structure.member(replica).contact;
            if (!replica.equals(id) && !replicas.contains(contact)) {
                replicas.add(contact);
            }
        }
        return new NodeInfo(
                new Ref(member.contact, member.incarnation, shown.position(id)),
                shown.range(id),
                moves ? epoch : member.moved,
                ranges ? epoch : member.since,
                List.copyOf(replicas),
                isWhole(shown.range(id)));
    }

    /** What a peer is told of those that move, by the links that it has now and had before. */
    Structure.Relinking relinking(Set<PeerId> links, Set<PeerId> linksBefore) {
        List<NodeInfo> now = new ArrayList<>();
        List<PeerId> gone = new ArrayList<>();
        for (PeerId peer : before.keySet()) {
            if (links.contains(peer)) {
                now.add(info(peer));
            } else if (linksBefore.contains(peer)) {
                gone.add(peer);
            }
        }
        return new Structure.Relinking(now, gone);
    }

    private boolean isWhole(KeyRange range) {
        return !structure.gaps.touch(range) && lost.stream().noneMatch(range::intersects);
    }
}
