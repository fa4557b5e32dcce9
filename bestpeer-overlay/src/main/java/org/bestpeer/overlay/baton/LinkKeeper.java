package org.bestpeer.overlay.baton;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * Keeps links mutual: tells them when something changes and now and then, and follows the hints in their answers to
 * peers that should be links too.
 */
final class LinkKeeper {
    private static final int PATIENT = 3;

    private final Node node;
    private final Requests requests;

    LinkKeeper(Node node, Requests requests) {
        this.node = node;
        this.requests = requests;
    }

    /** Tells all links, and others, what this peer is now; the action runs when each has answered or been given up. */
    void announce(Collection<PeerContact> others, Runnable afterwards) {
        Round round = new Round(PATIENT, afterwards);
        others.forEach(round::greet);
        round.greetLinks();
        round.opened();
    }

    /** Tells all links once, without insisting. */
    void refresh() {
        Round round = new Round(1, () -> {});
        round.greetLinks();
        round.opened();
    }

    void onLinkUpdate(PeerContact sender, BatonMessage.LinkUpdate message) {
        if (!node.isMember()) {
            node.send(sender, new BatonMessage.LinkUpdateAck(message.request(), null, List.of()));
            return;
        }
        integrate(message.info());
        NodeInfo own = node.info();
        node.send(
                sender,
                new BatonMessage.LinkUpdateAck(
                        message.request(),
                        own,
                        node.links().hintsFor(message.info().position(), own)));
    }

    private void integrate(NodeInfo info) {
        Optional<Ref> before = node.links().at(info.position()).map(NodeInfo::ref);
        if (node.links().integrate(info)) {
            boolean isChild = node.links().position().isParentOf(info.position());
            if (isChild && !before.equals(Optional.of(info.ref()))) {
                node.changed();
            }
            node.saveSoon(() -> {});
        }
    }

    /** One telling of all links; grows while hints lead to more of them. */
    private final class Round {
        private final int attempts;
        private final Runnable afterwards;
        private final Set<PeerId> greeted = new HashSet<>();
        private int open = 1;

        Round(int attempts, Runnable afterwards) {
            this.attempts = attempts;
            this.afterwards = afterwards;
        }

        void greetLinks() {
            node.links().all().forEach(info -> greet(info.contact()));
        }

        void greet(PeerContact contact) {
            if (!contact.id().equals(node.self.id()) && greeted.add(contact.id())) {
                open++;
                requests.ask(
                        contact,
                        attempts,
                        id -> new BatonMessage.LinkUpdate(id, node.info()),
                        answer -> answered((BatonMessage.LinkUpdateAck) answer),
                        this::closeOne);
            }
        }

        void opened() {
            closeOne();
        }

        private void answered(BatonMessage.LinkUpdateAck ack) {
            if (node.isMember()) {
                if (ack.info() != null) {
                    integrate(ack.info());
                }
                for (Ref hint : ack.hints()) {
                    if (node.links().wants(hint)) {
                        node.peers.learn(hint.contact(), hint.incarnation());
                        greet(hint.contact());
                    }
                }
            }
            closeOne();
        }

        private void closeOne() {
            open--;
            if (open == 0) {
                afterwards.run();
            }
        }
    }
}
