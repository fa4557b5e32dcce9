package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.NodeView;
import org.bestpeer.overlay.baton.Settings;

/** A world of peers with its own time, driven by a seed. Checks what must hold after every step. */
public final class Simulation {
    private static final String NETWORK = "simulated";
    private static final int PORT = 7410;

    private final long seed;
    private final Settings settings;
    private final SplittableRandom random;
    private final Timeline timeline = new Timeline();
    private final Map<PeerId, SimulatedPeer> peers = new LinkedHashMap<>();
    private final StepChecks checks = new StepChecks();
    private final List<Consumer<Envelope>> watchers = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private UnaryOperator<Envelope> wire = UnaryOperator.identity();
    private long events;
    private long hash = 17;

    private Simulation(long seed, Settings settings) {
        this.seed = seed;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
    }

    /** An empty world. */
    public static Simulation seeded(long seed) {
        return seeded(seed, Settings.DEFAULT);
    }

    /** An empty world whose peers have these settings. */
    public static Simulation seeded(long seed, Settings settings) {
        return new Simulation(seed, settings);
    }

    /** From now on the network does this to messages. */
    public Simulation faults(Faults now) {
        faults = now;
        return this;
    }

    /** From now on messages pass through this, such as a codec. */
    public Simulation wire(UnaryOperator<Envelope> through) {
        wire = through;
        return this;
    }

    /** Shows every message that is sent. */
    public void watch(Consumer<Envelope> watcher) {
        watchers.add(watcher);
    }

    /** Adds peers one after the other, each through a random one of those that are there. */
    public Simulation grow(int count) {
        for (int i = 0; i < count; i++) {
            List<PeerId> there = living();
            PeerId entry = there.isEmpty() ? null : there.get(random.nextInt(there.size()));
            PeerId added = add();
            Outcome<Done> joined = join(added, entry == null ? List.of() : List.of(entry));
            runUntil(List.of(joined));
            joined.get();
        }
        return this;
    }

    /** A new peer that has not joined. */
    public PeerId add() {
        int number = peers.size() + 1;
        PeerContact contact = new PeerContact(new PeerId("p-" + number), new PeerAddress("host-" + number, PORT));
        SimulatedPeer peer = new SimulatedPeer(NETWORK, contact, settings, random.split());
        peers.put(contact.id(), peer);
        start(peer, contact);
        return contact.id();
    }

    private void start(SimulatedPeer peer, PeerContact contact) {
        peer.start(contact, timeline, this::send, () -> checks.stepped(peer.living()));
    }

    public Outcome<Done> join(PeerId peer, List<PeerId> entryPoints) {
        Outcome<Done> outcome = new Outcome<>();
        List<PeerContact> contacts =
                entryPoints.stream().map(id -> peer(id).contact()).toList();
        at(peer, living -> living.join(contacts, outcome));
        return outcome;
    }

    /** Stops a peer in the middle of what it does; only its disk stays. */
    public void crash(PeerId id) {
        peer(id).crash();
    }

    /** Starts a stopped peer again, at a new address if asked for; it takes up its place through an entry point. */
    public Outcome<Done> restart(PeerId id, boolean moved, List<PeerId> entryPoints) {
        SimulatedPeer peer = peer(id);
        PeerAddress before = peer.contact().address();
        PeerAddress now = moved ? new PeerAddress(before.host(), before.port() + 1) : before;
        start(peer, new PeerContact(id, now));
        return join(id, entryPoints);
    }

    public Outcome<Done> publish(PeerId peer, Key key, long version, byte[] value) {
        Outcome<Done> outcome = new Outcome<>();
        Entry entry = new Entry(key, peer(peer).contact(), version, value);
        at(peer, living -> living.publish(List.of(entry), outcome));
        return outcome;
    }

    public Outcome<Done> withdraw(PeerId peer, Key key) {
        Outcome<Done> outcome = new Outcome<>();
        at(peer, living -> living.withdraw(List.of(key), outcome));
        return outcome;
    }

    public Outcome<List<FoundEntry>> find(PeerId peer, Key key) {
        Outcome<List<FoundEntry>> outcome = new Outcome<>();
        at(peer, living -> living.find(key, outcome));
        return outcome;
    }

    public Outcome<List<FoundEntry>> find(PeerId peer, KeyRange range) {
        Outcome<List<FoundEntry>> outcome = new Outcome<>();
        at(peer, living -> living.find(range, outcome));
        return outcome;
    }

    /** Raises the epoch at one peer, as the bootstrap will. */
    public void raiseEpoch(PeerId peer, long epoch) {
        at(peer, living -> living.raiseEpoch(epoch));
    }

    private void at(PeerId id, Consumer<BatonPeer> command) {
        BatonPeer living = peer(id).living();
        command.accept(living);
        checks.stepped(living);
    }

    /** Lets time pass. */
    public void run(Duration time) {
        long until = timeline.nanos() + time.toNanos();
        while (timeline.step(until)) {
            events++;
        }
    }

    /** Lets time pass until all of these have ended. */
    public void runUntil(Collection<? extends Outcome<?>> outcomes) {
        while (!outcomes.stream().allMatch(Outcome::isEnded)) {
            events++;
            if (!timeline.step(Long.MAX_VALUE)) {
                throw new IllegalStateException(
                        "seed %d: nothing more happens, but a command has not ended".formatted(seed));
            }
        }
    }

    private void send(PeerContact to, Envelope envelope) {
        watchers.forEach(watcher -> watcher.accept(envelope));
        if (to.id().equals(envelope.sender().id())) {
            deliverAfter(Duration.ZERO, to, envelope);
            return;
        }
        if (random.nextDouble() < faults.loss()) {
            return;
        }
        Envelope received = wire.apply(envelope);
        deliverAfter(delay(), to, received);
        if (random.nextDouble() < faults.duplication()) {
            deliverAfter(delay(), to, received);
        }
    }

    private Duration delay() {
        long shortest = faults.shortest().toNanos();
        return Duration.ofNanos(random.nextLong(shortest, faults.longest().toNanos() + 1));
    }

    private void deliverAfter(Duration delay, PeerContact to, Envelope envelope) {
        timeline.after(delay, () -> {
            hash = hash * 31 + timeline.nanos() + envelope.hashCode();
            SimulatedPeer peer = peers.get(to.id());
            if (peer != null && peer.isAlive() && peer.contact().equals(to)) {
                BatonPeer living = peer.living();
                living.receive(envelope);
                checks.stepped(living);
            }
        });
    }

    private SimulatedPeer peer(PeerId id) {
        SimulatedPeer peer = peers.get(id);
        if (peer == null) {
            throw new IllegalArgumentException("no peer %s in this world".formatted(id));
        }
        return peer;
    }

    /** All peers that run. */
    public List<PeerId> living() {
        return peers.entrySet().stream()
                .filter(entry -> entry.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList();
    }

    public BatonPeer living(PeerId id) {
        return peer(id).living();
    }

    /** The peers that run and have a place, in key order. */
    public List<NodeView> views() {
        List<NodeView> views = new ArrayList<>();
        for (PeerId id : living()) {
            Optional<NodeView> view = peer(id).living().view();
            view.ifPresent(views::add);
        }
        views.sort((one, other) ->
                one.info().ref().position().compareTo(other.info().ref().position()));
        return Collections.unmodifiableList(views);
    }

    /** The world's time in nanoseconds. */
    public long nanos() {
        return timeline.nanos();
    }

    /** A generator that belongs to whoever drives the world. */
    public SplittableRandom random() {
        return random;
    }

    public long seed() {
        return seed;
    }

    /** Number of events so far. */
    public long events() {
        return events;
    }

    /** Depends on every message that arrived, and when. */
    public long hash() {
        return hash;
    }
}
