package org.bestpeer.overlay.baton;

import java.util.List;
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
        fetch(place, place.info(), both, () -> {});
        for (NodeInfo neighbour : neighbours) {
            fetch(place, neighbour, List.of(neighbour.contact()), () -> verified(place, neighbours.size()));
        }
    }

    /** Takes over what one of these has of a holder's; if that may not be all, also what the other keepers have. */
    private void fetch(Place place, NodeInfo holder, List<PeerContact> from, Runnable answered) {
        transfer.fetch(0, List.of(new Source(holder.range(), from)), () -> isAt(place), certain -> {
            answered.run();
            if (certain) {
                node.trust.add(holder.id());
            } else {
                fetchRest(place, holder, others(place, holder));
            }
        });
    }

    private void fetchRest(Place place, NodeInfo holder, List<PeerContact> from) {
        if (from.isEmpty()) {
            node.trust.add(holder.id());
            return;
        }
        PeerContact first = from.get(0);
        Runnable then = () -> fetchRest(place, holder, from.subList(1, from.size()));
        if (holder.id().equals(node.self.id())) {
            transfer.fetch(
                    0, List.of(new Source(holder.range(), List.of(first))), () -> isAt(place), certain -> then.run());
        } else {
            transfer.fetchCopy(holder, first, () -> isAt(place), then);
        }
    }

    /** Who else keeps it; of a neighbour's, beside that one, only its other neighbour does. */
    private List<PeerContact> others(Place place, NodeInfo holder) {
        if (holder.id().equals(node.self.id())) {
            return place.neighbours().stream().map(NodeInfo::contact).toList();
        }
        return holder.replicas().stream()
                .filter(replica -> !replica.id().equals(node.self.id()))
                .toList();
    }

    private void verified(Place place, int neighbours) {
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
