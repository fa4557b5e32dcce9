package org.bestpeer.overlay.baton;

import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;

/** After a restart: makes sure that this peer has every acknowledged entry it should have, before it agrees to anything. */
final class Recovery {
    private final Node node;
    private final Transfer transfer;
    private int verified;

    Recovery(Node node, Transfer transfer) {
        this.node = node;
        this.transfer = transfer;
    }

    void start() {
        Place place = node.place();
        List<NodeInfo> neighbours = place.neighbours();
        if (neighbours.isEmpty()) {
            // Maybe it was alone long ago: only the scheduler knows.
            node.trust.add(place.info().id());
            return;
        }
        List<PeerContact> both = neighbours.stream().map(NodeInfo::contact).toList();
        fetch(place, place.info(), both);
        for (NodeInfo neighbour : neighbours) {
            transfer.fetch(
                    0,
                    List.of(new Source(neighbour.range(), List.of(neighbour.contact()))),
                    () -> isAt(place),
                    () -> verified(place, neighbour, neighbours.size()));
        }
    }

    private void fetch(Place place, NodeInfo holder, List<PeerContact> from) {
        KeyRange range = holder.range();
        transfer.fetch(0, List.of(new Source(range, from)), () -> isAt(place), () -> node.trust.add(holder.id()));
    }

    private void verified(Place place, NodeInfo neighbour, int neighbours) {
        node.trust.add(neighbour.id());
        verified++;
        if (verified == neighbours) {
            // The scheduler would know better, if a change was made meanwhile that is no matter of these neighbours.
            node.env.scheduler().after(node.settings.hopTimeout().multipliedBy(2), () -> confirm(place));
        }
    }

    private void confirm(Place place) {
        if (node.placeEpoch() == place.epoch()) {
            node.trust.confirmPlace();
        }
    }

    /** A change gives a peer all that its new place needs. */
    private boolean isAt(Place place) {
        return node.placeEpoch() == place.epoch() && !node.trust.hasAll(place);
    }
}
