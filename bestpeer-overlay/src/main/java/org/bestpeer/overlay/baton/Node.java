package org.bestpeer.overlay.baton;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Environment;
import org.jspecify.annotations.Nullable;

/** State that the duties of one peer share, and their way out to the world. */
final class Node {
    final String network;
    final PeerContact self;
    final PeerContact scheduler;
    final long incarnation;
    final Settings settings;
    final Environment<Envelope, Snapshot> env;
    final Peers peers;
    final EntryTable entries = new EntryTable();
    final Trust trust = new Trust();

    private final List<Runnable> onSaved = new ArrayList<>();
    private Supplier<List<Versioned>> own = List::of;
    private long epoch;
    private @Nullable Place place;
    private @Nullable Links links;
    /** Of the place; null until it is asked for. */
    private @Nullable Long digest;

    private Snapshot.@Nullable Prepared prepared;
    private boolean saving;
    /** What is on disk; null if that is not known. */
    private @Nullable Snapshot saved;

    private long lastId;

    Node(
            String network,
            PeerContact self,
            PeerContact scheduler,
            long incarnation,
            Settings settings,
            Environment<Envelope, Snapshot> env) {
        this.network = network;
        this.self = self;
        this.scheduler = scheduler;
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

    void restore(Snapshot saved) {
        epoch = saved.epoch();
        prepared = saved.prepared();
        if (saved.place() != null) {
            take(saved.place());
        }
    }

    boolean isMember() {
        return place != null;
    }

    /** Whether what this peer holds may be changing hands: until that is decided it agrees to nothing. */
    boolean isFrozen() {
        return prepared != null;
    }

    Place place() {
        return requireNonNull(place, "no place in the tree");
    }

    /** The digest of its place. */
    long digest() {
        Long known = digest;
        if (known == null) {
            known = place().digest();
            digest = known;
        }
        return known;
    }

    Links links() {
        return requireNonNull(links, "no place in the tree");
    }

    KeyRange range() {
        return place().info().range();
    }

    Snapshot.@Nullable Prepared prepared() {
        return prepared;
    }

    /** Epoch of the change it is prepared for; 0 if there is none. */
    long preparedEpoch() {
        return prepared == null ? 0 : prepared.epoch();
    }

    /** Newest epoch this peer took part in. */
    long epoch() {
        return epoch;
    }

    /** Epoch of its place, 0 without one. */
    long placeEpoch() {
        return place == null ? 0 : place.epoch();
    }

    /** Takes a place, or what is newer known of the links of the same place. */
    void take(Place now) {
        place = now;
        digest = null;
        links = new Links(now.info().position(), now.links());
        now.links().forEach(this::learn);
        now.neighbours().forEach(this::learn);
    }

    private void learn(NodeInfo info) {
        peers.learn(info.contact(), info.ref().incarnation());
    }

    /** Takes in what another peer says of one, who may not be the scheduler; false if it is of an earlier life than the known. */
    boolean hears(PeerContact contact, long life) {
        return contact.id().equals(self.id())
                ? life == incarnation
                : !contact.id().equals(scheduler.id()) && peers.rumour(contact, life);
    }

    /** Takes in that some links changed. */
    void relink(BatonMessage.Relink changes) {
        changes.gone().forEach(links()::remove);
        for (NodeInfo info : changes.now()) {
            learn(info);
            links().put(info);
        }
        digest = null;
        place = place().withLinks(List.copyOf(links().all()));
    }

    void prepare(Snapshot.Prepared change) {
        prepared = change;
        epoch = Math.max(epoch, change.epoch());
    }

    /**
     * Ends the change that is prepared, and keeps what belongs to the place it leaves this peer with.
     *
     * @param complete whether this peer has, for certain, all entries that belong to the place it was prepared for
     */
    void settle(boolean committed, long decided, boolean complete) {
        epoch = Math.max(epoch, decided);
        Snapshot.Prepared change = prepared;
        prepared = null;
        if (committed && change != null) {
            if (change.place() == null) {
                leavePlace(decided);
            } else {
                take(change.place());
                if (complete) {
                    trust.all(change.place());
                } else {
                    trust.none();
                }
            }
        }
        if (place == null) {
            entries.retain(List.of());
        } else {
            entries.retain(stored(place));
        }
    }

    void leavePlace(long decided) {
        epoch = Math.max(epoch, decided);
        place = null;
        digest = null;
        links = null;
        prepared = null;
        trust.none();
        entries.retain(List.of());
    }

    /** The ranges of which a peer at a place has the entries: its own and its ring neighbours'. */
    static List<KeyRange> stored(Place place) {
        List<KeyRange> ranges = new ArrayList<>();
        ranges.add(place.info().range());
        place.neighbours().forEach(info -> ranges.add(info.range()));
        return ranges;
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
        Snapshot state = new Snapshot(network, incarnation, epoch, place, prepared, entries.all(), own.get());
        if (!isSaved(state)) {
            write(state);
        }
        List<Runnable> waiting = List.copyOf(onSaved);
        onSaved.clear();
        waiting.forEach(Runnable::run);
    }

    private void write(Snapshot state) {
        saved = null;
        try {
            env.disk().save(state);
        } catch (OverlayException e) {
            // Who waits for it repeats what it asked, and is answered when a write succeeds.
            onSaved.clear();
            throw e;
        }
        saved = state;
    }

    /** Lists of entries are other ones when an entry is: publishers that file anew what is here cost no write. */
    private boolean isSaved(Snapshot state) {
        Snapshot last = saved;
        return last != null
                && last.epoch() == state.epoch()
                && Objects.equals(last.place(), state.place())
                && Objects.equals(last.prepared(), state.prepared())
                && last.held() == state.held()
                && last.own() == state.own();
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
}
