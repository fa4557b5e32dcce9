package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * Before a holder answers a look-up, its ring neighbours agree that it still is the holder; one that is silent is done
 * without, one that refuses is not. A change of the structure is prepared by those of them that are there, and who is
 * prepared agrees to nothing, so that a holder that was displaced without knowing it gives no answer.
 */
final class Agreement {
    private final Node node;
    private final Requests requests;
    private List<Waiting> next = new ArrayList<>();
    private boolean asking;

    Agreement(Node node, Requests requests) {
        this.node = node;
        this.requests = requests;
    }

    /** Runs one of the two actions, when it is known whether this peer, at some time from now on, is the holder. */
    void ask(Runnable agreed, Runnable refused) {
        next.add(new Waiting(agreed, refused));
        if (!asking) {
            round();
        }
    }

    private void round() {
        List<Waiting> waiting = next;
        next = new ArrayList<>();
        if (node.isFrozen() || !node.isMember() || !node.trust.has(node.self.id())) {
            waiting.forEach(one -> one.refused.run());
            return;
        }
        List<NodeInfo> neighbours = node.place().neighbours();
        if (neighbours.isEmpty()) {
            waiting.forEach(one -> one.agreed.run());
            return;
        }
        asking = true;
        new Round(waiting, node.place(), neighbours.size()).start(neighbours);
    }

    /** Asks whether a silent ring neighbour is still the holder, on behalf of someone who looks for its entries. */
    void askFor(NodeInfo silent, PeerContact otherReplica, Runnable agreed, Runnable refused) {
        requests.ask(
                otherReplica,
                1,
                id -> new BatonMessage.Confirm(id, silent.id(), silent.since()),
                answer -> (answer instanceof BatonMessage.Agreed ? agreed : refused).run(),
                refused);
    }

    void onConfirm(PeerContact sender, BatonMessage.Confirm message) {
        node.send(
                sender,
                agrees(sender.id(), message.holder(), message.since())
                        ? new BatonMessage.Agreed(message.request())
                        : new BatonMessage.NotNow(message.request()));
    }

    /** Only who keeps the range, as far as this peer knows, may speak of it. */
    private boolean agrees(PeerId asking, PeerId holder, long since) {
        return agrees(holder, since)
                && (asking.equals(holder)
                        || node.place().neighbour(holder).stream()
                                .flatMap(info -> info.replicas().stream())
                                .anyMatch(replica -> replica.id().equals(asking)));
    }

    /** Whether this peer is free to say, and says, that a ring neighbour holds the range it got in that epoch. */
    boolean agrees(PeerId holder, long since) {
        return node.isMember()
                && !node.isFrozen()
                && node.trust.isPlaceConfirmed()
                && node.place()
                        .neighbour(holder)
                        .filter(info -> info.since() == since)
                        .isPresent();
    }

    private record Waiting(Runnable agreed, Runnable refused) {}

    private enum Vote {
        AGREED,
        REFUSED,
        SILENT
    }

    /** One question to both ring neighbours, for everybody who waited when it was put. */
    private final class Round {
        private final List<Waiting> waiting;
        private final Place place;
        private int open;
        private boolean agreed;
        private boolean ended;

        Round(List<Waiting> waiting, Place place, int open) {
            this.waiting = waiting;
            this.place = place;
            this.open = open;
        }

        void start(List<NodeInfo> neighbours) {
            // Who was silent lately is asked, too, but not waited for: the other one decides.
            long since = place.info().since();
            for (NodeInfo neighbour : neighbours) {
                boolean late = neighbours.size() > 1 && node.peers.isSuspect(neighbour.id());
                if (late) {
                    open--;
                }
                requests.ask(
                        neighbour.contact(),
                        1,
                        id -> new BatonMessage.Confirm(id, node.self.id(), since),
                        answer -> vote(answer instanceof BatonMessage.Agreed ? Vote.AGREED : Vote.REFUSED, late),
                        () -> vote(Vote.SILENT, late));
            }
            if (open == 0) {
                end(false);
            }
        }

        private void vote(Vote vote, boolean late) {
            if (!late) {
                open--;
            }
            agreed |= vote == Vote.AGREED && !late;
            if (!ended && (vote == Vote.REFUSED || open == 0)) {
                end(agreed && vote != Vote.REFUSED);
            }
        }

        private void end(boolean confirmed) {
            ended = true;
            asking = false;
            // With another place, others would have to agree.
            boolean holds = confirmed && !node.isFrozen() && node.placeEpoch() == place.epoch();
            waiting.forEach(one -> (holds ? one.agreed : one.refused).run());
            if (!next.isEmpty() && !asking) {
                round();
            }
        }
    }
}
