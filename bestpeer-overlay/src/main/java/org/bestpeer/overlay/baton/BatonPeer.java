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
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.env.Environment;

/**
 * One peer of the tree, without a world around it: messages and commands go in here, all else goes through the
 * environment, which calls back on the same thread.
 */
public final class BatonPeer {
    final Node node;
    final Requests requests;
    final Transfer transfer;
    final Agreement agreement;
    final Replication replication;
    final Seating seating;
    final Probing probing;
    final Forwarding forwarding;
    final Operations operations;
    final Publication publication;

    private final Holding holding;
    private final Search search;
    private boolean maintaining;
    private long refused;

    /**
     * Takes up what the disk has, if anything; has no place in the tree before {@link #join}.
     *
     * @param scheduler who gives places
     * @param incarnation number of this life, if the disk knows of no later one
     */
    public BatonPeer(
            String network,
            PeerContact self,
            PeerContact scheduler,
            long incarnation,
            Settings settings,
            Environment<Envelope, Snapshot> env) {
        Optional<Snapshot> saved = env.disk().load();
        long life = Math.max(incarnation, saved.map(Snapshot::incarnation).orElse(0L) + 1);
        node = new Node(network, self, scheduler, life, settings, env);
        requests = new Requests(node);
        holding = new Holding(node);
        transfer = new Transfer(node, requests, holding);
        agreement = new Agreement(node, requests);
        replication = new Replication(node, requests, holding);
        seating = new Seating(node, transfer, this::maintain);
        probing = new Probing(node, requests);
        forwarding = new Forwarding(node, requests, new Tasks(node, agreement, replication, new Replies()));
        operations = new Operations(node, forwarding);
        publication = new Publication(node, operations);
        search = new Search(node, operations, new Promises(node, requests, publication));
        saved.ifPresent(this::restore);
    }

    private void restore(Snapshot saved) {
        if (!saved.network().equals(node.network)) {
            throw new OverlayException("saved state of peer %s is of network %s, not of %s; use another data directory"
                    .formatted(node.self, saved.network(), node.network));
        }
        node.restore(saved);
        holding.takeOver(saved.held());
        publication.restore(saved.own());
    }

    /** Takes a place in the tree; with a saved place, takes it up again. */
    public void join(Completion<Done> completion) {
        node.save();
        if (node.isMember()) {
            new Recovery(node, transfer).start();
            probing.greet();
            maintain();
        }
        seating.join(completion);
    }

    /** Gives its place up; done when others hold what this peer held. Its own entries are to be withdrawn before. */
    public void leave(Completion<Done> completion) {
        seating.leave(completion);
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

    /** Hears a message, unless it is of another network, or of an earlier life or an older epoch of its sender. */
    public void receive(Envelope envelope) {
        PeerContact sender = envelope.sender();
        boolean earlierSelf = sender.id().equals(node.self.id()) && envelope.incarnation() != node.incarnation;
        if (!envelope.network().equals(node.network)
                || earlierSelf
                || !node.peers.heard(sender, envelope.incarnation(), envelope.epoch())) {
            refuse();
        } else {
            envelope.message().dispatch(new Reception(this, sender));
        }
    }

    /** A message was not for this peer to hear. */
    void refuse() {
        refused++;
    }

    private void maintain() {
        operations.begin();
        if (maintaining) {
            // A new place after it had lost one: holders may have changed while it was away.
            publication.republish();
            return;
        }
        maintaining = true;
        probing.start();
        forgetNowAndThen();
        republish();
    }

    private void forgetNowAndThen() {
        node.env.scheduler().after(node.jittered(node.settings.refresh()), () -> {
            holding.forgetOldTombstones();
            forgetNowAndThen();
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

    /** Its place; empty before it has one. */
    public Optional<Place> place() {
        return node.isMember() ? Optional.of(node.place()) : Optional.empty();
    }

    /** Whether it is in the middle of a change, and agrees to nothing. */
    public boolean isFrozen() {
        return node.isFrozen();
    }

    /** Whether it answers look-ups of its range, if a ring neighbour agrees. */
    public boolean mayAnswer() {
        return node.isMember() && !node.isFrozen() && node.trust.has(node.self.id());
    }

    /** Whether it would agree, if asked now, that a peer holds the range it got in that epoch. */
    public boolean agrees(PeerId holder, long since) {
        return agreement.agrees(holder, since);
    }

    /** Where this peer stands; empty before it has a place of its own. */
    public Optional<NodeReport> report() {
        return node.isMember() ? Optional.of(Report.of(node)) : Optional.empty();
    }

    /** What this peer tells of itself and its links; empty before it has a place of its own. */
    public Optional<NodeView> view() {
        return node.isMember() ? Optional.of(NodeView.of(node)) : Optional.empty();
    }

    private final class Replies implements Tasks.Answers {
        @Override
        public void found(BatonMessage.Forward forward, Task.Lookup task, KeyRange range) {
            search.answer(forward, task, range);
        }

        @Override
        public void refuse(BatonMessage.Forward forward, String reason) {
            forwarding.refuse(forward, reason);
        }
    }
}
