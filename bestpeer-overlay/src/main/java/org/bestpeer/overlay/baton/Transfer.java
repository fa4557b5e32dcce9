package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
     * Fetches what these sources have, one after the other, and asks for it until they give it.
     *
     * @param epoch change for which it is done; 0 after a restart
     * @param wanted whether it still makes sense
     * @param done is told whether all that answered certainly had all that was acknowledged
     */
    void fetch(long epoch, List<Source> sources, BooleanSupplier wanted, Consumer<Boolean> done) {
        long since = node.isMember() ? node.place().info().since() : 0;
        new Fetching(epoch, since, sources, new Outcome(wanted, done, Optional.empty())).nextSource();
    }

    /**
     * Fetches after a restart what one peer has of a holder's entries, and gives up if it does not answer or will not.
     *
     * @param holder the peer itself, or one that both are ring neighbours of
     */
    void fetchOnce(NodeInfo holder, PeerContact from, BooleanSupplier wanted, Runnable done, Runnable failed) {
        List<Source> sources = List.of(new Source(holder.range(), List.of(from)));
        new Fetching(0, holder.since(), sources, new Outcome(wanted, certain -> done.run(), Optional.of(failed)))
                .nextSource();
    }

    void onFetch(PeerContact sender, BatonMessage.Fetch message) {
        if (!mayHave(sender, message)) {
            node.send(sender, new BatonMessage.NotNow(message.request()));
            return;
        }
        KeyRange range = message.range();
        boolean certain =
                node.isMember() && holderOf(range).filter(node.trust::has).isPresent();
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
        node.send(
                sender, new BatonMessage.Fetched(message.request(), new KeyRange(range.low(), end), entries, certain));
    }

    /**
     * For a change, only what is frozen is handed out; after a restart, only a ring neighbour with this range asks, or who
     * keeps copies of the same peer.
     */
    private boolean mayHave(PeerContact sender, BatonMessage.Fetch message) {
        if (message.epoch() > 0) {
            return node.prepared() != null && node.prepared().epoch() == message.epoch();
        }
        return node.isMember()
                && node.place().neighbours().stream()
                        .filter(info -> info.since() == message.since())
                        .anyMatch(info -> info.id().equals(sender.id())
                                || (info.range().equals(message.range()) && isKeptBy(sender.id(), info)));
    }

    private static boolean isKeptBy(PeerId peer, NodeInfo holder) {
        return holder.replicas().stream().anyMatch(replica -> replica.id().equals(peer));
    }

    /** This peer or the ring neighbour that holds the first key of a range. */
    private Optional<PeerId> holderOf(KeyRange range) {
        List<NodeInfo> kept = new ArrayList<>(node.place().neighbours());
        kept.add(node.place().info());
        return kept.stream()
                .filter(info -> info.range().contains(range.low()))
                .map(NodeInfo::id)
                .findFirst();
    }

    /**
     * What comes of it.
     *
     * @param failed what to do when somebody does not give what it has; empty to ask again
     */
    private record Outcome(BooleanSupplier wanted, Consumer<Boolean> done, Optional<Runnable> failed) {}

    private final class Fetching {
        private final long epoch;
        private final long since;
        private final List<Source> sources;
        private final Outcome outcome;
        private boolean certain = true;
        private int source = -1;
        private int peer;
        private @Nullable KeyRange rest;

        Fetching(long epoch, long since, List<Source> sources, Outcome outcome) {
            this.epoch = epoch;
            this.since = since;
            this.sources = sources;
            this.outcome = outcome;
        }

        void nextSource() {
            source++;
            if (source == sources.size()) {
                outcome.done().accept(certain);
            } else {
                rest = sources.get(source).range();
                ask();
            }
        }

        private void ask() {
            KeyRange range = rest;
            List<PeerContact> from = sources.get(source).from();
            if (!outcome.wanted().getAsBoolean() || range == null) {
                return;
            }
            if (range.isEmpty() || from.isEmpty()) {
                // Nobody is left who has them: their publishers file them again.
                nextSource();
                return;
            }
            requests.ask(
                    from.get(peer % from.size()),
                    1,
                    id -> new BatonMessage.Fetch(id, epoch, since, range),
                    this::answered,
                    this::askAnother);
        }

        private void answered(BatonMessage answer) {
            KeyRange range = rest;
            if (!outcome.wanted().getAsBoolean() || range == null) {
                return;
            }
            if (!(answer instanceof BatonMessage.Fetched part)
                    || !part.covered().low().equals(range.low())) {
                askAnother();
                return;
            }
            holding.takeOver(part.entries());
            certain &= part.certain();
            Key end = part.covered().high();
            if (end == null || (range.high() != null && end.compareTo(range.high()) >= 0)) {
                nextSource();
            } else {
                rest = new KeyRange(end, range.high());
                ask();
            }
        }

        private void askAnother() {
            if (outcome.failed().isPresent()) {
                outcome.failed().get().run();
                return;
            }
            peer++;
            node.env.scheduler().after(node.jittered(PAUSE), this::ask);
        }
    }
}
