package org.bestpeer.overlay.baton;

import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Environment;

/**
 * One peer of the tree, without a world around it: messages and commands go in here, all else goes through the
 * environment, which calls back on the same thread.
 */
public final class BatonPeer {
    private final Node node;
    private final Requests requests;
    private final LinkKeeper linkKeeper;
    private final Welcome welcome;
    private final Join join;
    private final Holding holding;
    private final Forwarding forwarding;
    private final Operations operations;
    private final Publication publication;
    private final Search search;
    private boolean maintaining;
    private long refused;

    /**
     * Takes up what the disk has, if anything; has no place in the tree before {@link #join}.
     *
     * @param incarnation number of this life, if the disk knows of no later one
     */
    public BatonPeer(
            String network,
            PeerContact self,
            long incarnation,
            Settings settings,
            Environment<Envelope, Snapshot> env) {
        Optional<Snapshot> saved = env.disk().load();
        long life = Math.max(incarnation, saved.map(Snapshot::incarnation).orElse(0L) + 1);
        node = new Node(network, self, life, settings, env);
        requests = new Requests(node);
        linkKeeper = new LinkKeeper(node, requests);
        welcome = new Welcome(node, linkKeeper);
        holding = new Holding(node, welcome);
        join = new Join(node, requests, linkKeeper, holding, this::maintain);
        forwarding = new Forwarding(node, requests, new Tasks(this::search, welcome, holding, node, this::refuse));
        operations = new Operations(node, forwarding);
        publication = new Publication(node, operations);
        search = new Search(node, operations, new Promises(node, requests, publication));
        saved.ifPresent(this::restore);
    }

    private Search search() {
        return search;
    }

    private void refuse(BatonMessage.Forward forward, String reason) {
        forwarding.refuse(forward, reason);
    }

    private void restore(Snapshot saved) {
        if (!saved.network().equals(node.network)) {
            throw new OverlayException("saved state of peer %s is of network %s, not of %s; use another data directory"
                    .formatted(node.self, saved.network(), node.network));
        }
        node.raiseEpoch(saved.epoch());
        if (saved.place() != null) {
            node.take(saved.place());
            holding.takeOver(saved.held());
        }
        publication.restore(saved.own());
    }

    /** Takes a place through one of these peers; with none, founds the tree; with a saved place, takes it up again. */
    public void join(List<PeerContact> entryPoints, Completion<Done> completion) {
        join.start(entryPoints, completion);
    }

    /** Files entries of this peer; see {@link org.bestpeer.overlay.Overlay#publish}. */
    public void publish(List<Entry> entries, Completion<Done> completion) {
        publication.publish(entries, completion);
    }

    /** Takes back this peer's entries under these keys; keys without one are passed over. */
    public void withdraw(List<Key> keys, Completion<Done> completion) {
        publication.withdraw(keys, completion);
    }

    /** The entries under one key. */
    public void find(Key key, Completion<List<FoundEntry>> completion) {
        byte[] next = java.util.Arrays.copyOf(key.bytes(), key.length() + 1);
        find(new KeyRange(key, Key.of(next)), completion);
    }

    /** The entries under the keys of a range, in key order; all of them, or it fails. */
    public void find(KeyRange range, Completion<List<FoundEntry>> completion) {
        search.find(range, completion);
    }

    /** Hears a message, unless it is of another network, an earlier life of its sender or an older epoch. */
    public void receive(Envelope envelope) {
        PeerContact sender = envelope.sender();
        boolean earlierSelf = sender.id().equals(node.self.id()) && envelope.incarnation() != node.incarnation;
        if (!envelope.network().equals(node.network)
                || earlierSelf
                || !node.peers.heard(sender, envelope.incarnation())) {
            refused++;
        } else if (envelope.epoch() < node.epoch()) {
            refused++;
            node.send(sender, new BatonMessage.StaleEpoch());
        } else {
            node.raiseEpoch(envelope.epoch());
            envelope.message().dispatch(new Reception(sender));
        }
    }

    /** Notes that the structure has reached an epoch; messages of older ones are refused from now on. */
    public void raiseEpoch(long epoch) {
        node.raiseEpoch(epoch);
    }

    private void maintain() {
        if (!maintaining) {
            maintaining = true;
            scheduleRefresh();
            republish();
        }
    }

    private void scheduleRefresh() {
        node.env.scheduler().after(node.jittered(node.settings.refresh()), () -> {
            linkKeeper.refresh();
            holding.forgetOldTombstones();
            scheduleRefresh();
        });
    }

    private void republish() {
        publication.republish();
        node.env.scheduler().after(node.jittered(node.settings.republish()), this::republish);
    }

    /** This peer and where it is reached. */
    public PeerContact self() {
        return node.self;
    }

    public long incarnation() {
        return node.incarnation;
    }

    public long epoch() {
        return node.epoch();
    }

    /** Number of messages that were not heard. */
    public long refused() {
        return refused;
    }

    /** Number of commands and requests that wait for something. */
    public int pending() {
        return operations.size() + requests.size();
    }

    /** The keys of which this peer is the holder; empty before it has a place of its own. */
    public Optional<KeyRange> range() {
        return node.isMember() ? Optional.of(node.range()) : Optional.empty();
    }

    /** Where this peer stands; empty before it has a place of its own. */
    public Optional<NodeReport> report() {
        return node.isMember() ? Optional.of(Report.of(node)) : Optional.empty();
    }

    /** What this peer tells of itself and its links; empty before it has a place of its own. */
    public Optional<NodeView> view() {
        return node.isMember() ? Optional.of(NodeView.of(node)) : Optional.empty();
    }

    private final class Reception implements BatonMessage.Handler<Done> {
        private final PeerContact sender;

        Reception(PeerContact sender) {
            this.sender = sender;
        }

        private Done answered(long request, BatonMessage message) {
            requests.answered(request, sender, message);
            return Done.DONE;
        }

        @Override
        public Done onLinkUpdate(BatonMessage.LinkUpdate message) {
            linkKeeper.onLinkUpdate(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onLinkUpdateAck(BatonMessage.LinkUpdateAck message) {
            return answered(message.request(), message);
        }

        @Override
        public Done onJoinOffer(BatonMessage.JoinOffer message) {
            join.onOffer(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onJoinAck(BatonMessage.JoinAck message) {
            welcome.onAck(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onJoinDecline(BatonMessage.JoinDecline message) {
            welcome.onDecline(message);
            return Done.DONE;
        }

        @Override
        public Done onJoinCommit(BatonMessage.JoinCommit message) {
            join.onCommit(message);
            return Done.DONE;
        }

        @Override
        public Done onJoinAbort(BatonMessage.JoinAbort message) {
            join.onAbort(message);
            return Done.DONE;
        }

        @Override
        public Done onSettle(BatonMessage.Settle message) {
            welcome.onSettle(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onSettled(BatonMessage.Settled message) {
            return answered(message.request(), message);
        }

        @Override
        public Done onForward(BatonMessage.Forward message) {
            forwarding.onForward(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onForwardAck(BatonMessage.ForwardAck message) {
            return answered(message.hop(), message);
        }

        @Override
        public Done onUnavailable(BatonMessage.Unavailable message) {
            join.tryAgain(message.operation(), message.reason());
            operations.unavailable(message.operation(), message.reason());
            return Done.DONE;
        }

        @Override
        public Done onFound(BatonMessage.Found message) {
            operations.answered(message.operation(), message);
            return Done.DONE;
        }

        @Override
        public Done onStored(BatonMessage.Stored message) {
            operations.answered(message.operation(), message);
            return Done.DONE;
        }

        @Override
        public Done onRenew(BatonMessage.Renew message) {
            publication.onRenew(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onRenewed(BatonMessage.Renewed message) {
            return answered(message.request(), message);
        }

        /** The epoch has been taken from the envelope; whatever was refused is repeated by whoever waits for it. */
        @Override
        public Done onStaleEpoch(BatonMessage.StaleEpoch message) {
            return Done.DONE;
        }
    }
}
