package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * Finds out whether the ring neighbours are there (after SWIM, DSN 2002): asks them, has others ask them, then tells the
 * scheduler, which asks itself before it gives a peer up.
 */
final class Probing {
    private static final int ATTEMPTS = 2;
    private static final int HELPERS = 2;

    private final Node node;
    private final Requests requests;

    Probing(Node node, Requests requests) {
        this.node = node;
        this.requests = requests;
    }

    void start() {
        node.env.scheduler().after(node.jittered(node.settings.probe()), () -> {
            if (node.isMember()) {
                node.place().neighbours().forEach(this::probe);
            }
            start();
        });
    }

    /** Says to all links where this peer is now. */
    void greet() {
        node.links().all().forEach(link -> ping(link.contact(), 1, () -> {}));
    }

    private void probe(NodeInfo neighbour) {
        ping(neighbour.contact(), ATTEMPTS, () -> probeThroughOthers(neighbour));
    }

    private void ping(PeerContact peer, int attempts, Runnable onSilence) {
        requests.ask(peer, attempts, BatonMessage.Ping::new, pong -> {}, onSilence);
    }

    private void probeThroughOthers(NodeInfo silent) {
        if (!node.isMember()) {
            return;
        }
        List<NodeInfo> others = new ArrayList<>(node.links().all());
        others.removeIf(info -> info.id().equals(silent.id()) || node.peers.isSuspect(info.id()));
        Round round = new Round(silent.id());
        for (int i = 0; i < HELPERS && !others.isEmpty(); i++) {
            NodeInfo helper = others.remove(node.env.random().nextInt(others.size()));
            round.open++;
            requests.ask(
                    helper.contact(),
                    ATTEMPTS + 1,
                    id -> new BatonMessage.PingFor(id, silent.contact()),
                    pong -> round.answered(),
                    round::silent);
        }
        if (round.open == 0) {
            round.report();
        }
    }

    void onPingFor(PeerContact sender, BatonMessage.PingFor message) {
        requests.ask(
                message.peer(),
                1,
                BatonMessage.Ping::new,
                pong -> node.send(sender, new BatonMessage.Pong(message.request())),
                () -> {});
    }

    private final class Round {
        private final PeerId suspect;
        private int open;
        private boolean alive;

        Round(PeerId suspect) {
            this.suspect = suspect;
        }

        void answered() {
            alive = true;
        }

        void silent() {
            open--;
            if (open == 0 && !alive) {
                report();
            }
        }

        void report() {
            node.send(node.scheduler, new BatonMessage.Suspect(suspect));
        }
    }
}
