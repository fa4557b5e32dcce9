package org.bestpeer.overlay.sim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
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
import org.bestpeer.overlay.baton.Completion;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.NodeView;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.epoch.EpochScheduler;
import org.bestpeer.overlay.epoch.Ledger;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.sim.world.NetworkFaults;
import org.bestpeer.overlay.sim.world.Process;
import org.bestpeer.overlay.sim.world.World;
import org.bestpeer.overlay.sim.world.WorldSpec;
import org.jspecify.annotations.Nullable;

/** A network of peers and its scheduler of epochs in a seeded world. Checks what must hold after every step. */
public final class Simulation {
    /** The scheduler's name in the world. */
    public static final PeerId SCHEDULER = new PeerId("bootstrap");

    static final String NETWORK = "simulated";
    private static final int PORT = 7410;
    private static final int BACKUPS = 6;

    /** As lives of the real one are numbered by the time, there are far fewer. */
    private static final long CHANGES_IN_A_LIFE = 1_000_000;

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final PeerContact BOOTSTRAP = contact(SCHEDULER, 0);

    private final long seed;
    private final Settings settings;
    private final World<Envelope, Object> world;
    private final SplittableRandom random;
    private final Map<PeerId, Outcome<Done>> joins = new HashMap<>();
    private final StepChecks checks;
    private @Nullable EpochScheduler scheduler;

    private Simulation(long seed, Settings settings, UnaryOperator<Envelope> wire) {
        this.seed = seed;
        this.settings = settings;
        WorldSpec<Envelope, Object> spec =
                WorldSpec.<Envelope, Object>of(this::start, EnvelopeHash::of).withWire(wire);
        this.world = new World<>(seed, spec);
        this.random = world.split();
        this.checks = new StepChecks(this);
        world.watch(checks::touched);
        world.add(BOOTSTRAP);
        world.keepBackups(SCHEDULER, BACKUPS);
    }

    /** A world with a scheduler and no peers. */
    public static Simulation seeded(long seed) {
        return seeded(seed, Settings.DEFAULT);
    }

    /** A world whose peers have these settings. */
    public static Simulation seeded(long seed, Settings settings) {
        return seeded(seed, settings, UnaryOperator.identity());
    }

    /** A world in which messages pass through something, such as a codec. */
    public static Simulation seeded(long seed, Settings settings, UnaryOperator<Envelope> wire) {
        return new Simulation(seed, settings, wire);
    }

    private static PeerContact contact(PeerId id, int moves) {
        return new PeerContact(id, new PeerAddress("host-" + id.value(), PORT + moves));
    }

    private Process<Envelope> start(PeerContact self, long life, Environment<Envelope, Object> env) {
        if (self.id().equals(SCHEDULER)) {
            long number = (life - 1) * CHANGES_IN_A_LIFE;
            return new SchedulerProcess(
                    new EpochScheduler(NETWORK, self, number, life > 1, settings, with(env, Ledger.class)));
        }
        BatonPeer peer = new BatonPeer(NETWORK, self, BOOTSTRAP, life, settings, with(env, Snapshot.class));
        Outcome<Done> joined = new Outcome<>();
        joins.put(self.id(), joined);
        env.scheduler().after(Duration.ZERO, () -> peer.join(joined));
        return new PeerProcess(peer);
    }

    private static <S> Environment<Envelope, S> with(Environment<Envelope, Object> env, Class<S> kind) {
        Disk<S> disk = new Disk<>() {
            @Override
            public java.util.Optional<S> load() {
                return env.disk().load().map(kind::cast);
            }

            @Override
            public void save(S snapshot) {
                env.disk().save(snapshot);
            }
        };
        return new Environment<>(env.clock(), env.scheduler(), env.net(), disk, env.random());
    }

    /** The world, to make trouble in. */
    public World<Envelope, Object> world() {
        return world;
    }

    /** From now on the network does this to messages. */
    public Simulation faults(NetworkFaults now) {
        world.network(now);
        return this;
    }

    /** Without checks after every step. */
    public Simulation unchecked() {
        world.watch(null);
        return this;
    }

    /** Adds peers that join one after the other. */
    public Simulation grow(int count) {
        for (int i = 0; i < count; i++) {
            Outcome<Done> joined = join(add());
            runUntil(List.of(joined));
            joined.get();
        }
        return this;
    }

    /** A new peer, which asks for a place. */
    public PeerId add() {
        PeerId id = new PeerId("p-" + world.all().size());
        world.add(contact(id, 0));
        world.keepBackups(id, BACKUPS);
        return id;
    }

    /** How the last attempt of a peer to get or to take up a place ended. */
    public Outcome<Done> join(PeerId peer) {
        Outcome<Done> joined = joins.get(peer);
        if (joined == null) {
            throw new IllegalArgumentException("no peer %s in this world".formatted(peer));
        }
        return joined;
    }

    public Outcome<Done> leave(PeerId peer) {
        return command(peer, BatonPeer::leave);
    }

    void leave(PeerId peer, Completion<Done> completion) {
        tell(peer, living -> living.leave(completion));
    }

    /** Stops a process in the middle of what it does; only its disk stays. */
    public void crash(PeerId id) {
        world.crash(id);
    }

    /** Starts a stopped process again, at a new address if asked for. */
    public void restart(PeerId id, boolean moved) {
        if (moved) {
            PeerAddress before = world.contact(id).address();
            world.restart(new PeerContact(id, new PeerAddress(before.host(), before.port() + 1)), DiskState.KEPT);
        } else {
            world.restart(id, DiskState.KEPT);
        }
    }

    public Outcome<Done> publish(PeerId peer, Key key, long version, byte[] value) {
        Entry entry = new Entry(key, world.contact(peer), version, value);
        return command(peer, (living, outcome) -> living.publish(List.of(entry), outcome));
    }

    /** Files entries without values, all of them or, if it fails, maybe some. */
    public Outcome<Done> publish(PeerId peer, List<Key> keys, long version) {
        PeerContact publisher = world.contact(peer);
        List<Entry> entries = keys.stream()
                .map(key -> new Entry(key, publisher, version, new byte[0]))
                .toList();
        return command(peer, (living, outcome) -> living.publish(entries, outcome));
    }

    public Outcome<Done> withdraw(PeerId peer, Key key) {
        return command(peer, (living, outcome) -> living.withdraw(List.of(key), outcome));
    }

    public Outcome<List<FoundEntry>> find(PeerId peer, Key key) {
        return command(peer, (living, outcome) -> living.find(key, outcome));
    }

    public Outcome<List<FoundEntry>> find(PeerId peer, KeyRange range) {
        return command(peer, (living, outcome) -> living.find(range, outcome));
    }

    void find(PeerId peer, KeyRange range, Completion<List<FoundEntry>> completion) {
        tell(peer, living -> living.find(range, completion));
    }

    private <T> Outcome<T> command(PeerId peer, BiConsumer<BatonPeer, Completion<T>> command) {
        Outcome<T> outcome = new Outcome<>();
        tell(peer, living -> command.accept(living, outcome));
        return outcome;
    }

    /** Commands a peer, as soon as it does not stand still. */
    void tell(PeerId peer, Consumer<BatonPeer> command) {
        if (!world.act(peer, PeerProcess.class, process -> command.accept(process.peer()))) {
            throw new IllegalStateException("peer %s does not run".formatted(peer));
        }
    }

    /** From now on a key may have two holders that do not know of each other. */
    void uncheckedHolders() {
        checks.uncheckedHolders();
    }

    /** Checks what must hold after a step of this process. */
    void checkTouched(PeerId id) {
        checks.touched(id);
    }

    /** Lets time pass. */
    public void run(Duration time) {
        world.run(time);
    }

    /** Lets time pass until all of these have ended. */
    public void runUntil(Collection<? extends Outcome<?>> outcomes) {
        Deque<Outcome<?>> open = new ArrayDeque<>(outcomes);
        BooleanSupplier ended = () -> {
            while (!open.isEmpty() && open.peek().isEnded()) {
                open.remove();
            }
            return open.isEmpty();
        };
        if (!world.runUntil(ended, PATIENCE)) {
            throw new IllegalStateException("seed %d: a command has not ended".formatted(seed));
        }
    }

    /** All peers that run. */
    public List<PeerId> living() {
        return world.living().stream().filter(id -> !id.equals(SCHEDULER)).toList();
    }

    /** A running peer; to look at only. */
    public BatonPeer living(PeerId id) {
        return ((PeerProcess) world.process(id).orElseThrow()).peer();
    }

    /** The scheduler that runs, or ran last; to look at only. */
    public EpochScheduler scheduler() {
        world.process(SCHEDULER).ifPresent(process -> scheduler = ((SchedulerProcess) process).scheduler());
        return requireNonNull(scheduler);
    }

    /** The peers that run and have a place, in key order. */
    public List<NodeView> views() {
        List<NodeView> views = new ArrayList<>();
        living().forEach(id -> living(id).view().ifPresent(views::add));
        views.sort((one, other) ->
                one.info().ref().position().compareTo(other.info().ref().position()));
        return Collections.unmodifiableList(views);
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
        return world.events();
    }

    /** Depends on every event so far. */
    public long hash() {
        return world.hash();
    }

    private record PeerProcess(BatonPeer peer) implements Process<Envelope> {
        @Override
        public void receive(Envelope message) {
            peer.receive(message);
        }
    }

    private record SchedulerProcess(EpochScheduler scheduler) implements Process<Envelope> {
        @Override
        public void receive(Envelope message) {
            scheduler.receive(message);
        }
    }
}
