package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.scenario.Action;
import org.bestpeer.overlay.sim.scenario.Fault;
import org.bestpeer.overlay.sim.scenario.FaultRates;
import org.bestpeer.overlay.sim.scenario.Scenario;
import org.bestpeer.overlay.sim.scenario.Step;
import org.bestpeer.overlay.sim.world.Cut;
import org.bestpeer.overlay.sim.world.Delays;
import org.bestpeer.overlay.sim.world.DiskFaults;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.sim.world.NetworkFaults;

/** Makes up what befalls a network, from a seed. */
public final class Ordeals {
    private static final int MOST_PEERS = 64;

    private final SplittableRandom random;
    private final long seed;
    private final int peers;
    private final boolean narrow;
    private final List<Step<Ordeal>> steps = new ArrayList<>();
    private int cuts;

    private Ordeals(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.peers = peers(seed);
        this.narrow = isNarrow(seed);
    }

    /** Number of peers at the start; small networks, in which everything touches, more often than large ones. */
    public static int peers(long seed) {
        SplittableRandom dice = new SplittableRandom(seed ^ 0x5bd1e995L);
        return dice.nextInt(3) == 0 ? 1 + dice.nextInt(MOST_PEERS) : 1 + dice.nextInt(9);
    }

    /** Whether two peers file and withdraw a few entries again and again, instead of many peers many entries. */
    private static boolean isNarrow(long seed) {
        return new SplittableRandom(seed ^ 0x27d4eb2fL).nextInt(4) == 0;
    }

    /**
     * Nothing but work: look-ups, two of three of them for a range, and now and then a publication.
     *
     * @param perSecond how many of them, spread evenly over the peers
     */
    public static Scenario<Ordeal> work(long seed, int peers, Duration length, int perSecond) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Step<Ordeal>> steps = new ArrayList<>();
        long count = length.toMillis() * perSecond / 1000;
        for (int i = 0; i < count; i++) {
            PeerId peer = new PeerId("p-" + (1 + random.nextInt(peers)));
            Key key = Key.of(new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(3)});
            KeyRange range = random.nextInt(3) == 0
                    ? new KeyRange(key, Key.of(Arrays.copyOf(key.bytes(), key.length() + 1)))
                    : KeyRange.prefix(Key.of(new byte[] {(byte) key.at(0)}));
            Action<Ordeal> action =
                    random.nextInt(10) == 0 ? new Ordeal.Publish(peer, key, false) : new Ordeal.Look(peer, range);
            steps.add(new Step<>(length.multipliedBy(i).dividedBy(count), action));
        }
        return new Scenario<>(seed, FaultRates.NONE, steps);
    }

    /** What befalls the network of a seed. */
    public static Scenario<Ordeal> scenario(long seed) {
        return new Ordeals(seed).make();
    }

    private Scenario<Ordeal> make() {
        Duration length = Duration.ofSeconds(20 + random.nextInt(60));
        int count = 20 + random.nextInt(130);
        for (int i = 0; i < count; i++) {
            add(Duration.ofNanos(random.nextLong(length.toNanos())));
        }
        addRarities(length);
        steps.sort(Comparator.comparing(Step::at));
        return new Scenario<>(seed, rates(), steps);
    }

    /** What befalls some seeds only: disks gone or set back, networks in parts, peers that say what they should not. */
    private void addRarities(Duration length) {
        boolean disks = seed % 4 == 1;
        boolean parts = seed % 4 == 2;
        boolean hostile = seed % 5 == 3;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Duration at = Duration.ofNanos(random.nextLong(length.toNanos()));
            if (disks) {
                loseDisk(at);
            }
            if (parts) {
                part(at);
            }
            if (hostile) {
                step(at, new Forgery(peer(), random.nextLong()));
            }
        }
    }

    private void loseDisk(Duration at) {
        PeerId victim = random.nextInt(4) == 0 ? Simulation.SCHEDULER : peer();
        step(at, new Fault.Crash(victim));
        Duration back = at.plus(Duration.ofMillis(random.nextInt(20_000)));
        step(back, new Ordeal.Restart(victim, random.nextBoolean() ? DiskState.OLD : DiskState.LOST));
    }

    private void part(Duration at) {
        List<PeerId> side = new ArrayList<>();
        for (int i = 1; i <= peers; i++) {
            if (random.nextInt(3) == 0) {
                side.add(new PeerId("p-" + i));
            }
        }
        String name = "cut-" + cuts++;
        Cut cut = random.nextBoolean() ? Cut.halves(side) : Cut.bridge(side, peer());
        step(at, new Fault.Partition(name, cut));
        step(at.plus(Duration.ofMillis(random.nextInt(30_000))), new Fault.Heal(name));
    }

    private FaultRates rates() {
        if (random.nextInt(4) == 0) {
            return FaultRates.NONE;
        }
        Duration longest = Duration.ofMillis(2 + random.nextInt(300));
        Delays delays = Delays.between(Duration.ofMillis(1), longest)
                .withTail(random.nextInt(3) == 0 ? 0.01 : 0, Duration.ofSeconds(20));
        return new FaultRates(
                new NetworkFaults(
                        delays,
                        random.nextBoolean() ? 0 : random.nextDouble() * 0.15,
                        random.nextBoolean() ? 0 : random.nextDouble() * 0.3,
                        random.nextBoolean() ? 0 : random.nextDouble() * 0.1),
                DiskFaults.NONE);
    }

    private void add(Duration at) {
        int dice = random.nextInt(100);
        if (dice < 35) {
            publish(at, peer(), key(), random.nextInt(4) == 0);
        } else if (dice < 70) {
            step(at, new Ordeal.Look(peer(), range()));
        } else if (dice < 76) {
            step(at, new Ordeal.Add());
        } else if (dice < 79) {
            step(at, new Ordeal.Leave(peer()));
        } else if (dice < 89) {
            crash(at);
        } else {
            trouble(at);
        }
    }

    private void publish(Duration at, PeerId publisher, Key key, boolean withdraw) {
        if (narrow) {
            PeerId one = new PeerId(key.at(1) % 2 == 0 ? "p-1" : "p-2");
            step(at, new Ordeal.Publish(one, Key.of(new byte[] {(byte) (key.at(0) & 0xC0)}), withdraw));
        } else {
            step(at, new Ordeal.Publish(publisher, key, withdraw));
        }
    }

    private void crash(Duration at) {
        PeerId victim = random.nextInt(6) == 0 ? Simulation.SCHEDULER : peer();
        step(at, random.nextBoolean() ? new Fault.Crash(victim) : new Fault.CrashAfter(victim, random.nextInt(12)));
        Duration back = at.plus(Duration.ofMillis(random.nextInt(20_000)));
        step(back, new Ordeal.Restart(victim, DiskState.KEPT));
    }

    private void trouble(Duration at) {
        PeerId victim = random.nextInt(5) == 0 ? Simulation.SCHEDULER : peer();
        Duration length = Duration.ofMillis(random.nextInt(15_000));
        switch (random.nextInt(5)) {
            case 0 -> step(at, new Fault.Pause(victim, length));
            case 1 -> step(at, new Fault.ClockRate(victim, 0.9 + random.nextDouble() * 0.2));
            case 2 -> step(at, new Fault.ClockJump(victim, length));
            default -> {
                String name = "cut-" + cuts++;
                step(at, new Fault.Partition(name, cut(victim)));
                step(at.plus(length), new Fault.Heal(name));
            }
        }
    }

    private Cut cut(PeerId victim) {
        Cut cut =
                switch (random.nextInt(4)) {
                    case 0 -> Cut.alone(victim);
                    case 1 -> Cut.mute(victim);
                    case 2 -> Cut.deaf(victim);
                    default -> Cut.oneWay(List.of(victim), List.of(peer(), peer(), Simulation.SCHEDULER));
                };
        return random.nextInt(4) == 0 ? cut.flapping(Duration.ofMillis(100 + random.nextInt(2000))) : cut;
    }

    private void step(Duration at, Action<? super Ordeal> action) {
        steps.add(new Step<>(at, action));
    }

    private PeerId peer() {
        return new PeerId("p-" + (1 + random.nextInt(peers + 2)));
    }

    private Key key() {
        return Key.of(new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(3)});
    }

    private KeyRange range() {
        Key low = Key.of(new byte[] {(byte) random.nextInt(256)});
        return switch (random.nextInt(3)) {
            case 0 -> KeyRange.ALL;
            case 1 -> new KeyRange(low, null);
            default -> KeyRange.prefix(low);
        };
    }
}
