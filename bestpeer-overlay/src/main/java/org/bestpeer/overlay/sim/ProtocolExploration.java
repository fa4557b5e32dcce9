package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.epoch.EpochScheduler;
import org.bestpeer.overlay.epoch.Ledger;
import org.bestpeer.overlay.sim.explore.Bounds;
import org.bestpeer.overlay.sim.explore.Command;
import org.bestpeer.overlay.sim.explore.Exploration;
import org.bestpeer.overlay.sim.explore.Explorer;
import org.bestpeer.overlay.sim.explore.ExplorerSpec;
import org.bestpeer.overlay.sim.explore.GraphHash;
import org.bestpeer.overlay.sim.world.Process;

/**
 * All courses of events in a small network: while one peer joins, one leaves and one loses its machine and is repaired,
 * at any moments, messages arrive in any order, one twice, and somebody crashes.
 */
public final class ProtocolExploration {
    private static final String NETWORK = "explored";
    private static final int PORT = 7410;
    private static final int LEAST = 3;
    private static final int MOST = 9;
    private static final PeerContact SCHEDULER = contact("bootstrap");

    /** Saves of several changes together, and whatever is to be done in a moment. */
    private static final Duration MOMENT = Duration.ofMillis(5);

    /** Before somebody who said "not now" is asked again. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final List<PeerContact> peers = new ArrayList<>();
    private final GraphHash hash = new GraphHash(Set.of(Settings.class));
    private final List<Key> filed = new ArrayList<>();

    private ProtocolExploration(int nodes) {
        for (int i = 1; i <= nodes; i++) {
            peers.add(contact("p-" + i));
        }
    }

    /**
     * A network in which all but one of the peers have a place.
     *
     * @param nodes number of peers
     */
    public static ProtocolExploration of(int nodes) {
        if (nodes < LEAST || nodes > MOST) {
            throw new IllegalArgumentException("%d to %d nodes can be explored, not %d".formatted(LEAST, MOST, nodes));
        }
        return new ProtocolExploration(nodes);
    }

    private static PeerContact contact(String name) {
        return new PeerContact(new PeerId(name), new PeerAddress("host-" + name, PORT));
    }

    /** Looks at all states within bounds. */
    public Findings explore(Changes changes, Bounds bounds) {
        return explore(changes, bounds, false);
    }

    Findings explore(Changes changes, Bounds bounds, boolean audited) {
        List<PeerContact> all = new ArrayList<>(peers);
        all.add(SCHEDULER);
        ExplorerSpec<Envelope, Object, Look> spec =
                new ExplorerSpec<>(this::start, hash::of, hash::of, this::look, Look::hash);
        Explorer<Envelope, Object, Look> explorer =
                new Explorer<>(spec, all).quick(MOMENT, PAUSE).deep().after(before(), 0);
        int members =
                peers.size() - (changes.joins() ? 0 : 1) - (changes.leaves() ? 1 : 0) - (changes.repairs() ? 1 : 0);
        ExplorationChecks checks =
                new ExplorationChecks(peers.stream().map(PeerContact::id).toList(), filed, members);
        Exploration exploration = (audited ? explorer.audited() : explorer).explore(commands(changes), bounds, checks);
        return new Findings(exploration, checks.wholeTrees(), checks.waiting());
    }

    /** All but the last join, one after the other; then each files an entry. */
    private List<Command<Envelope>> before() {
        List<Command<Envelope>> commands = new ArrayList<>();
        List<PeerContact> first = peers.subList(0, peers.size() - 1);
        first.forEach(peer -> commands.add(join(peer)));
        filed.clear();
        for (int i = 0; i < first.size(); i++) {
            Key key = Key.of(new byte[] {(byte) ((2 * i + 1) * 128 / first.size())});
            filed.add(key);
            Entry entry = new Entry(key, first.get(i), 1, new byte[0]);
            commands.add(
                    command("file " + key, first.get(i), peer -> peer.publish(List.of(entry), Explored.ignored())));
        }
        return commands;
    }

    private List<Command<Envelope>> commands(Changes changes) {
        List<Command<Envelope>> commands = new ArrayList<>();
        if (changes.joins()) {
            commands.add(join(peers.get(peers.size() - 1)));
        }
        if (changes.leaves()) {
            commands.add(command("leave", peers.get(0), peer -> peer.leave(Explored.ignored())));
        }
        if (changes.repairs()) {
            commands.add(Command.anew(peers.get(1).id()));
        }
        return commands;
    }

    private static Command<Envelope> join(PeerContact peer) {
        return command("join", peer, joining -> joining.join(Explored.ignored()));
    }

    private static Command<Envelope> command(
            String name, PeerContact peer, java.util.function.Consumer<BatonPeer> action) {
        return new Command<>(name, peer.id(), process -> action.accept(((Explored.Peer) process).peer()));
    }

    private Process<Envelope> start(PeerContact self, long life, Environment<Envelope, Object> env) {
        if (self.equals(SCHEDULER)) {
            EpochScheduler scheduler =
                    new EpochScheduler(NETWORK, self, life, life > 1, Settings.DEFAULT, with(env, Ledger.class));
            return new Explored.Scheduler(scheduler, env.clock());
        }
        Environment<Envelope, Snapshot> own = with(env, Snapshot.class);
        return Explored.Peer.begin(new BatonPeer(NETWORK, self, SCHEDULER, life, Settings.DEFAULT, own), life, own);
    }

    private static <S> Environment<Envelope, S> with(Environment<Envelope, Object> env, Class<S> kind) {
        return new Environment<>(
                env.clock(), env.scheduler(), env.net(), new TypedDisk<>(env.disk(), kind), env.random());
    }

    private Look look(Process<Envelope> process) {
        if (process instanceof Explored.Scheduler one) {
            return Look.at(hash.of(one, one.clock().nanos()), one.scheduler());
        }
        Explored.Peer one = (Explored.Peer) process;
        return Look.at(hash.of(one, one.clock().nanos()), one.peer());
    }

    /**
     * What happens at the same time.
     *
     * @param joins the last peer joins
     * @param leaves the first leaves
     * @param repairs the second loses its machine and starts anew; its place is repaired, and it joins again
     */
    public record Changes(boolean joins, boolean leaves, boolean repairs) {
        /** All three. */
        public static final Changes ALL = new Changes(true, true, true);
    }

    /**
     * What an exploration found.
     *
     * @param exploration how it ended
     * @param whole number of states in which all was done, nobody had crashed, and the tree was whole
     * @param waiting number of states in which nobody had crashed and a change was to go on after a while
     */
    public record Findings(Exploration exploration, long whole, long waiting) {}

    /** A disk on which there is only one kind of state. */
    private record TypedDisk<S>(Disk<Object> disk, Class<S> kind) implements Disk<S> {
        @Override
        public java.util.Optional<S> load() {
            return disk.load().map(kind::cast);
        }

        @Override
        public void save(S snapshot) {
            disk.save(snapshot);
        }
    }
}
