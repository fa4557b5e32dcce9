package org.bestpeer.overlay.baton;

import java.util.List;
import org.bestpeer.overlay.PeerContact;

/** Copies of what a holder files, at both ring neighbours, before it is acknowledged. */
final class Replication {
    private static final int ATTEMPTS = 2;

    private final Node node;
    private final Requests requests;
    private final Holding holding;

    Replication(Node node, Requests requests, Holding holding) {
        this.node = node;
        this.requests = requests;
        this.holding = holding;
    }

    /** Files entries here and at the ring neighbours; runs an action when all have them on disk, or when one has not. */
    void file(List<Versioned> entries, Runnable stored, Runnable refused) {
        Place place = node.place();
        List<NodeInfo> neighbours = place.neighbours();
        Copies copies = new Copies(place, neighbours.size() + 1, stored, refused);
        holding.takeOver(entries);
        node.saveSoon(() -> copies.answered(true));
        for (NodeInfo neighbour : neighbours) {
            requests.ask(
                    neighbour.contact(),
                    ATTEMPTS,
                    id -> new BatonMessage.Replicate(id, place.info().since(), entries),
                    answer -> copies.answered(answer instanceof BatonMessage.Agreed),
                    () -> copies.answered(false));
        }
    }

    void onReplicate(PeerContact sender, BatonMessage.Replicate message) {
        boolean agrees = node.isMember()
                && !node.isFrozen()
                && node.trust.has(sender.id())
                && node.place()
                        .neighbour(sender.id())
                        .filter(info -> info.since() == message.since())
                        .filter(info -> message.entries().stream()
                                .allMatch(entry -> info.range().contains(entry.key())))
                        .isPresent();
        if (agrees) {
            holding.takeOver(message.entries());
            node.saveSoon(() -> node.send(sender, new BatonMessage.Agreed(message.request())));
        } else {
            node.send(sender, new BatonMessage.NotNow(message.request()));
        }
    }

    private final class Copies {
        private final Place place;
        private final Runnable stored;
        private final Runnable refused;
        private int open;
        private boolean ended;

        Copies(Place place, int open, Runnable stored, Runnable refused) {
            this.place = place;
            this.open = open;
            this.stored = stored;
            this.refused = refused;
        }

        void answered(boolean kept) {
            open--;
            // With another place, others may keep the copies now.
            boolean stillHolder = !node.isFrozen() && node.placeEpoch() == place.epoch();
            if (!ended && (!kept || open == 0)) {
                ended = true;
                (kept && stillHolder ? stored : refused).run();
            }
        }
    }
}
