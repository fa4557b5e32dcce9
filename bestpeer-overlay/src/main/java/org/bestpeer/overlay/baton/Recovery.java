package org.bestpeer.overlay.baton;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * After a restart: makes sure that this peer has every acknowledged entry it should have, before it agrees to anything. Of
 * each range that it keeps it takes over what somebody has who is certain, or what all others have that keep it.
 */
final class Recovery {
    private final Node node;
    private final Transfer transfer;
    private final long epoch;
    private final Set<PeerId> verified = new HashSet<>();

    Recovery(Node node, Transfer transfer) {
        this.node = node;
        this.transfer = transfer;
        this.epoch = node.placeEpoch();
    }

    void start() {
        Place place = node.place();
        if (place.neighbours().isEmpty()) {
            // Maybe it was alone long ago: only the scheduler knows.
            node.trust.add(place.info().id());
            return;
        }
        fetch(place.info().id());
        place.neighbours().forEach(neighbour -> fetch(neighbour.id()));
    }

    /** A change gives a peer all that its new place needs. */
    private boolean isWanted() {
        return node.placeEpoch() == epoch && !node.trust.hasAll(node.place());
    }

    /** From the holder itself; the own range from whichever neighbour answers. */
    private void fetch(PeerId id) {
        if (!isWanted()) {
            return;
        }
        Place place = node.place();
        NodeInfo holder = place.neighbour(id).orElse(place.info());
        boolean own = id.equals(node.self.id());
        List<PeerContact> from = own ? contacts(place) : List.of(holder.contact());
        transfer.fetch(0, List.of(new Source(holder.range(), from)), this::isWanted, certain -> {
            if (!own) {
                verified(id);
            }
            if (certain) {
                node.trust.add(id);
            } else {
                fetchRest(holder, own ? from : others(holder));
            }
        });
    }

    private static List<PeerContact> contacts(Place place) {
        return place.neighbours().stream().map(NodeInfo::contact).toList();
    }

    /** Who else keeps a neighbour's entries: only its other neighbour does. */
    private List<PeerContact> others(NodeInfo holder) {
        return holder.replicas().stream()
                .filter(replica -> !replica.id().equals(node.self.id()))
                .toList();
    }

    private void fetchRest(NodeInfo holder, List<PeerContact> from) {
        if (from.isEmpty()) {
            node.trust.add(holder.id());
            return;
        }
        transfer.fetchOnce(
                holder,
                from.get(0),
                this::isWanted,
                () -> fetchRest(holder, from.subList(1, from.size())),
                // Who keeps it may be another one now, or the first be certain.
                () -> node.env.scheduler().after(node.jittered(node.settings.hopTimeout()), () -> fetch(holder.id())));
    }

    private void verified(PeerId neighbour) {
        verified.add(neighbour);
        if (node.place().neighbours().stream().allMatch(one -> verified.contains(one.id()))) {
            // The scheduler would know better, if a change was made meanwhile that is no matter of these neighbours.
            node.env.scheduler().after(node.settings.hopTimeout().multipliedBy(2), this::confirm);
        }
    }

    private void confirm() {
        if (node.placeEpoch() == epoch) {
            node.trust.confirmPlace();
        }
    }
}
