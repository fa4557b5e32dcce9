package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** Brings entries from where they are to where they shall be: for a change of the structure, and after a restart. */
final class Transfer {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Node node;
    private final Requests requests;
    private final Holding holding;

    Transfer(Node node, Requests requests, Holding holding) {
        this.node = node;
        this.requests = requests;
        this.holding = holding;
    }

    /**
     * Fetches what these sources have, one after the other.
     *
     * @param epoch change for which it is done; 0 after a restart
     * @param wanted whether it still makes sense
     */
    void fetch(long epoch, List<Source> sources, BooleanSupplier wanted, Runnable done) {
        new Fetching(epoch, sources, wanted, done).nextSource();
    }

    void onFetch(PeerContact sender, BatonMessage.Fetch message) {
        if (!mayHave(sender, message)) {
            node.send(sender, new BatonMessage.NotNow(message.request()));
            return;
        }
        KeyRange range = message.range();
        @Nullable Key end = range.high();
        List<Versioned> entries = new ArrayList<>();
        int bytes = 0;
        for (Map<PeerId, Versioned> group : node.entries.groups(range)) {
            if (entries.size() >= Settings.BATCH_ENTRIES || bytes >= Settings.BATCH_BYTES) {
                end = group.values().iterator().next().key();
                break;
            }
            for (Versioned entry : group.values()) {
                entries.add(entry);
                bytes += Search.size(entry);
            }
        }
        node.send(sender, new BatonMessage.Fetched(message.request(), new KeyRange(range.low(), end), entries));
    }

    /** For a change, only what is frozen is handed out; after a restart, only a ring neighbour with this range asks. */
    private boolean mayHave(PeerContact sender, BatonMessage.Fetch message) {
        if (message.epoch() > 0) {
            return node.prepared() != null && node.prepared().epoch() == message.epoch();
        }
        return node.isMember()
                && node.place()
                        .neighbour(sender.id())
                        .filter(info -> info.since() == message.since())
                        .isPresent();
    }

    private final class Fetching {
        private final long epoch;
        private final List<Source> sources;
        private final BooleanSupplier wanted;
        private final Runnable done;
        private int source = -1;
        private int peer;
        private @Nullable KeyRange rest;

        Fetching(long epoch, List<Source> sources, BooleanSupplier wanted, Runnable done) {
            this.epoch = epoch;
            this.sources = sources;
            this.wanted = wanted;
            this.done = done;
        }

        void nextSource() {
            source++;
            if (source == sources.size()) {
                done.run();
            } else {
                rest = sources.get(source).range();
                ask();
            }
        }

        private void ask() {
            KeyRange range = rest;
            List<PeerContact> from = sources.get(source).from();
            if (!wanted.getAsBoolean() || range == null) {
                return;
            }
            if (range.isEmpty() || from.isEmpty()) {
                // Nobody is left who has them: their publishers file them again.
                nextSource();
                return;
            }
            long since = node.isMember() ? node.place().info().since() : 0;
            requests.ask(
                    from.get(peer % from.size()),
                    1,
                    id -> new BatonMessage.Fetch(id, epoch, since, range),
                    this::answered,
                    this::askAnother);
        }

        private void answered(BatonMessage answer) {
            KeyRange range = rest;
            if (!wanted.getAsBoolean() || range == null) {
                return;
            }
            if (!(answer instanceof BatonMessage.Fetched part)
                    || !part.covered().low().equals(range.low())) {
                askAnother();
                return;
            }
            holding.takeOver(part.entries());
            Key end = part.covered().high();
            if (end == null || (range.high() != null && end.compareTo(range.high()) >= 0)) {
                nextSource();
            } else {
                rest = new KeyRange(end, range.high());
                ask();
            }
        }

        private void askAnother() {
            peer++;
            node.env.scheduler().after(node.jittered(PAUSE), this::ask);
        }
    }
}
