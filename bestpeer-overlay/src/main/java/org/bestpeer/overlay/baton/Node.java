package org.bestpeer.overlay.baton;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.tree.Side;
import org.jspecify.annotations.Nullable;

/** State that the duties of one peer share, and their way out to the world. */
final class Node {
    final String network;
    final PeerContact self;
    final long incarnation;
    final Settings settings;
    final Environment<Envelope, Snapshot> env;
    final Peers peers;
    final EntryTable entries = new EntryTable();

    private final List<Runnable> onSaved = new ArrayList<>();
    private Supplier<List<Versioned>> own = List::of;
    private long epoch = 1;
    private long revision = 1;
    private KeyRange range = KeyRange.ALL;
    private List<Ref> hints = List.of();
    private @Nullable Links links;
    private Snapshot.@Nullable Offer offer;
    private boolean saving;
    private long lastId;

    Node(String network, PeerContact self, long incarnation, Settings settings, Environment<Envelope, Snapshot> env) {
        this.network = network;
        this.self = self;
        this.incarnation = incarnation;
        this.settings = settings;
        this.env = env;
        this.peers = new Peers(env.clock(), settings);
        // Not from zero, so that an answer to an earlier life answers nothing of this one.
        this.lastId = env.random().nextLong() >>> 2;
    }

    /** Who knows this peer's own published entries. */
    void ownEntriesFrom(Supplier<List<Versioned>> source) {
        own = source;
    }

    boolean isMember() {
        return links != null && offer == null;
    }

    boolean hasPlace() {
        return links != null;
    }

    Links links() {
        return requireNonNull(links, "no place in the tree");
    }

    KeyRange range() {
        return range;
    }

    List<Ref> hints() {
        return hints;
    }

    Snapshot.@Nullable Offer offer() {
        return offer;
    }

    long epoch() {
        return epoch;
    }

    /** Raises the epoch; lower ones are ignored. */
    void raiseEpoch(long seen) {
        epoch = Math.max(epoch, seen);
    }

    /** Takes a place, for good or (with an offer) until it is confirmed or void. */
    void take(Snapshot.Place place) {
        Links taken = new Links(place.position());
        place.links().forEach(taken::integrate);
        place.links().forEach(info -> peers.learn(info.contact(), info.ref().incarnation()));
        place.hints().forEach(ref -> peers.learn(ref.contact(), ref.incarnation()));
        links = taken;
        range = place.range();
        hints = place.hints();
        offer = place.offer();
        revision++;
    }

    void confirmOffer() {
        offer = null;
        revision++;
    }

    void forgetHints() {
        hints = List.of();
    }

    void leavePlace() {
        links = null;
        offer = null;
        hints = List.of();
        entries.drop(KeyRange.ALL);
    }

    /** Keeps a part of the range only and notes that its links must hear of it. */
    void shrink(KeyRange kept) {
        range = kept;
        revision++;
    }

    NodeInfo info() {
        Links now = links();
        return new NodeInfo(
                new Ref(self, incarnation, now.position()),
                revision,
                range,
                now.child(Side.LEFT).map(NodeInfo::ref).orElse(null),
                now.child(Side.RIGHT).map(NodeInfo::ref).orElse(null));
    }

    /** Notes that what stands in {@link #info} changed. */
    void changed() {
        revision++;
    }

    /** A number that this peer never used in this life. */
    long nextId() {
        return ++lastId;
    }

    long now() {
        return env.clock().nanos();
    }

    /** A delay of half to one and a half times the given one, so that peers don't act in step. */
    Duration jittered(Duration about) {
        return Duration.ofNanos((long) (about.toNanos() * (0.5 + env.random().nextDouble())));
    }

    void send(PeerContact to, BatonMessage message) {
        env.net().send(peers.current(to), new Envelope(network, self, incarnation, epoch, message));
    }

    void save() {
        saving = false;
        env.disk().save(snapshot());
        List<Runnable> waiting = List.copyOf(onSaved);
        onSaved.clear();
        waiting.forEach(Runnable::run);
    }

    /** Saves within a moment, together with what else changes until then. */
    void saveSoon(Runnable afterwards) {
        onSaved.add(afterwards);
        if (!saving) {
            saving = true;
            env.scheduler().after(Settings.GROUP_COMMIT, this::saveIfDue);
        }
    }

    private void saveIfDue() {
        if (saving) {
            save();
        }
    }

    private Snapshot snapshot() {
        Links now = links;
        Snapshot.Place place =
                now == null ? null : new Snapshot.Place(now.position(), range, List.copyOf(now.all()), hints, offer);
        return new Snapshot(network, incarnation, epoch, place, entries.all(), own.get());
    }
}
