package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bestpeer.overlay.sim.Script.key;
import static org.bestpeer.overlay.sim.Script.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.scenario.Action;
import org.bestpeer.overlay.sim.scenario.Fault;
import org.bestpeer.overlay.sim.world.Cut;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Tree;
import org.junit.jupiter.api.Test;

/** What a network must survive, told one by one. That each of these can fail was seen by breaking the protocol once. */
class NamedOrdealTest {
    /** How many messages and saves a change takes, about. */
    private static final int CHANGE = 14;

    /** Before its change, a repair takes questions to the dead one and to witnesses. */
    private static final int MOURNING = 10;

    @Test
    void everybodyJoinsAtOnce() {
        Script script = new Script(1, 2).filed(0, 40);
        for (int i = 0; i < 30; i++) {
            script.at(1, new Ordeal.Add());
        }
        Ordeal ordeal =
                script.looks(1, 20, 0.1).at(20, new Script.WholeAgain(32)).survive();
        assertThat(ordeal.answered()).isGreaterThan(150);
    }

    @Test
    void allCrashAndRestartAtOnce() {
        Script script = new Script(2, 12).filed(0, 60);
        List<PeerId> all = new ArrayList<>(script.before().living());
        all.add(Simulation.SCHEDULER);
        script.at(5, new Fault.Kill(all));
        all.forEach(id -> script.at(6, new Ordeal.Restart(id, DiskState.KEPT)));
        Ordeal ordeal = script.looks(6.001, 6.1, 0.001)
                .looks(6.1, 20, 0.5)
                .at(20, new Script.WholeAgain(12))
                .at(20, new Script.NothingLost())
                .survive();
        assertThat(ordeal.answered()).isGreaterThan(100);
    }

    @Test
    void theSchedulerCrashesInTheMiddleOfAJoin() {
        for (int effects = 0; effects <= CHANGE; effects++) {
            schedulerCrashes(effects, new Ordeal.Add(), 8);
        }
    }

    @Test
    void theSchedulerCrashesInTheMiddleOfALeave() {
        PeerId root = root(new Script(3, 7));
        for (int effects = 0; effects <= CHANGE; effects++) {
            schedulerCrashes(effects, new Ordeal.Leave(root), 6);
        }
    }

    @Test
    void theSchedulerCrashesInTheMiddleOfARepair() {
        PeerId root = root(new Script(3, 7));
        for (int effects = 0; effects <= MOURNING + CHANGE; effects++) {
            schedulerCrashes(effects, new Fault.Crash(root), 6);
        }
    }

    private static PeerId root(Script script) {
        return script.before().scheduler().tree().at(Position.ROOT).orElseThrow();
    }

    /** Before so many messages and saves more; at rest it sends nothing, so that these are those of the change. */
    private static void schedulerCrashes(int effects, Action<? super Ordeal> cause, int members) {
        new Script(3, 7)
                .filed(0, 30)
                .at(1, new Fault.CrashAfter(Simulation.SCHEDULER, effects))
                .at(1, cause)
                .looks(1, 40, 0.3)
                .at(25, new Ordeal.Restart(Simulation.SCHEDULER, DiskState.KEPT))
                .at(60, new Script.WholeAgain(members))
                .at(60, new Script.NothingLost())
                .survive();
    }

    @Test
    void aPausedHolderThatWasDisplacedAnswersNothing() {
        for (long seed = 1; seed <= 5; seed++) {
            Script script = new Script(seed, 8);
            Tree tree = script.before().scheduler().tree();
            Key key = key(0x77);
            PeerId holder = tree.holder(key);
            PeerId publisher = tree.inOrder().stream()
                    .filter(id -> !id.equals(holder))
                    .findFirst()
                    .orElseThrow();
            script.at(0, new Ordeal.Publish(publisher, key, false))
                    .at(5, new Fault.Pause(holder, Duration.ofSeconds(35)))
                    .at(30, new Script.Displaced(holder))
                    .at(30, new Ordeal.Publish(publisher, key, false))
                    // It does so when it wakes up, before it hears of anything.
                    .at(35, new Ordeal.Look(holder, KeyRange.prefix(key)))
                    .at(60, new Script.WholeAgain(8))
                    .at(60, new Script.NothingLost())
                    .survive();
        }
    }

    @Test
    void aPausedReplicaOfADeadHolderAnswersNothing() {
        Script script = new Script(1, 8);
        Tree tree = script.before().scheduler().tree();
        Key key = key(0x77);
        PeerId holder = tree.holder(key);
        PeerId replica = tree.ringBefore(holder);
        PeerId publisher = tree.ringBefore(replica);
        for (int i = 0; i < 20; i++) {
            script.at(65 + i * 0.5, new Ordeal.Look(replica, KeyRange.prefix(key)));
        }
        script.at(0, new Ordeal.Publish(publisher, key, false))
                .at(5, new Fault.Crash(holder))
                .at(5, new Fault.Pause(replica, Duration.ofSeconds(60)))
                .at(50, new Script.Displaced(holder))
                .at(50, new Ordeal.Publish(publisher, key, false))
                // When it wakes up it has an old copy, and hears of nothing.
                .at(60, new Fault.Partition("scheduler", Cut.oneWay(List.of(replica), List.of(Simulation.SCHEDULER))))
                .at(75, new Fault.Heal("scheduler"))
                .at(90, new Script.WholeAgain(7))
                .survive();
    }

    @Test
    void whoSleptThroughTheRepairOfItsNeighbourKeepsCopiesAgain() {
        int peers = 9;
        List<PeerId> order = new Script(7, peers).before().scheduler().tree().inOrder();
        for (int effects = 0; effects <= 2 * (MOURNING + CHANGE); effects++) {
            Ordeal ordeal = new Script(7, peers)
                    .filed(0, 30)
                    .at(5, new Fault.CrashAfter(Simulation.SCHEDULER, effects))
                    .at(5, new Fault.Crash(order.get(3)))
                    .at(5, new Fault.Pause(order.get(4), Duration.ofSeconds(60)))
                    .at(70, new Ordeal.Restart(Simulation.SCHEDULER, DiskState.KEPT))
                    .at(120, new Script.WholeAgain(peers - 1))
                    .survive();
            Simulation world = ordeal.simulation();
            for (PeerId id : world.scheduler().tree().inOrder()) {
                Key low = world.scheduler().tree().range(id).low();
                Outcome<?> filed = world.publish(world.living().get(0), low, 1_000, new byte[0]);
                world.runUntil(List.of(filed));
                assertThat(filed.failure())
                        .as("crash point %d, range of %s", effects, id)
                        .isEmpty();
            }
        }
    }

    @Test
    void aPeerLosesItsDisk() {
        for (long seed = 1; seed <= 5; seed++) {
            new Script(seed, 8)
                    .filed(0, 60)
                    .at(5, new Ordeal.Restart(peer(3), DiskState.LOST))
                    .looks(5.001, 5.1, 0.005)
                    .looks(5.1, 30, 0.5)
                    .at(30, new Script.WholeAgain(8))
                    .at(30, new Script.NothingLost())
                    .survive();
        }
    }

    @Test
    void allPeersCrashInTheMiddleOfAJoin() {
        for (int millis = 0; millis <= CHANGE + MOURNING; millis += 4) {
            Script script = new Script(3, 7).filed(0, 30).at(1, new Ordeal.Add());
            List<PeerId> all = script.before().living();
            script.at(1 + millis / 1000.0, new Fault.Kill(all));
            all.forEach(id -> script.at(3, new Ordeal.Restart(id, DiskState.KEPT)));
            script.looks(3, 30, 0.3)
                    .at(60, new Script.WholeAgain(8))
                    .at(60, new Script.NothingLost())
                    .survive();
        }
    }

    @Test
    void oneOfTwoLosesItsDiskAndTheOtherNeverComesBack() {
        for (int gone = 1; gone <= 2; gone++) {
            new Script(1, 2)
                    .filed(0, 30)
                    .at(5, new Fault.Kill(List.of(peer(gone))))
                    .at(5, new Ordeal.Restart(peer(3 - gone), DiskState.LOST))
                    .looks(5, 60, 0.5)
                    .at(60, new Script.WholeAgain(1))
                    .survive();
        }
    }

    @Test
    void aPeersDiskIsSetBack() {
        for (long seed = 1; seed <= 20; seed++) {
            new Script(seed, 8)
                    .at(0, new Script.Backups(peer(3)))
                    .filed(1, 60)
                    .filed(3, 60)
                    .at(5, new Ordeal.Restart(peer(3), DiskState.OLD))
                    .looks(5.001, 5.1, 0.001)
                    .looks(5.1, 30, 0.5)
                    .at(30, new Script.WholeAgain(8))
                    .at(30, new Script.NothingLost())
                    .survive();
        }
    }

    /** Of each range a third peer has all that was acknowledged. */
    @Test
    void theDisksOfTwoNeighboursAreSetBackAtOnce() {
        for (long seed = 1; seed <= 20; seed++) {
            setBackAtOnce(seed, List.of());
        }
    }

    /** One of the two is silent later, so that the other one speaks for it. */
    @Test
    void theDisksOfTwoNeighboursAreSetBackAtOnceAndThenOneIsSilent() {
        for (long seed = 1; seed <= 20; seed++) {
            for (int silent = 0; silent < 2; silent++) {
                setBackAtOnce(seed, List.of(silent));
            }
        }
    }

    private static void setBackAtOnce(long seed, List<Integer> silent) {
        Tree tree = new Script(seed, 8).before().scheduler().tree();
        PeerId first = tree.inOrder().get(2);
        List<PeerId> both = List.of(first, tree.ringAfter(first));
        Script script = new Script(seed, 8);
        both.forEach(id -> script.at(0, new Script.Backups(id)));
        script.filed(1, 60).filed(3, 60).at(5, new Fault.Kill(both));
        both.forEach(id -> script.at(6, new Ordeal.Restart(id, DiskState.OLD)));
        silent.forEach(one -> script.at(10, new Fault.Crash(both.get(one))));
        script.looks(6.001, 6.1, 0.01)
                .looks(6.1, 30, 0.5)
                .at(40, new Script.WholeAgain(8 - silent.size()))
                .at(40, new Script.NothingLost())
                .survive();
    }

    @Test
    void aTenthIsKilledAtOnceAndNothingIsLost() {
        Script script = new Script(4, 40);
        List<PeerId> order = script.before().scheduler().tree().inOrder();
        List<PeerId> victims = List.of(order.get(5), order.get(6), order.get(20), order.get(33));
        Ordeal ordeal = script.filed(0, 200)
                .at(5, new Fault.Kill(victims))
                .looks(5, 60, 0.25)
                .at(60, new Script.WholeAgain(36))
                .at(60, new Script.NothingLost())
                .survive();
        assertThat(ordeal.answered()).isGreaterThan(100);
    }

    @Test
    void anyTwoNeighboursAreKilledAtOnceAndNothingIsLost() {
        int peers = 14;
        List<PeerId> order = new Script(6, peers).before().scheduler().tree().inOrder();
        for (int i = 0; i < peers; i++) {
            new Script(6, peers)
                    .filed(0, 60)
                    .at(5, new Fault.Kill(List.of(order.get(i), order.get((i + 1) % peers))))
                    .looks(5, 50, 0.5)
                    .at(50, new Script.WholeAgain(peers - 2))
                    .at(50, new Script.NothingLost())
                    .survive();
        }
    }

    @Test
    void halfAreKilledAtOnceAndNobodyIsToldWrong() {
        Script script = new Script(5, 40);
        List<PeerId> mixed = new ArrayList<>(new TreeSet<>(script.before().living()));
        Collections.shuffle(mixed, new Random(5));
        Ordeal ordeal = script.filed(0, 200)
                .at(5, new Fault.Kill(mixed.subList(0, 20)))
                .looks(5, 120, 0.5)
                .at(120, new Script.WholeAgain(20))
                .survive();
        assertThat(ordeal.answered()).isGreaterThan(50);
    }

    @Test
    void theSchedulersDiskIsLost() {
        for (long seed = 1; seed <= 10; seed++) {
            Ordeal ordeal = new Script(seed, 12)
                    .filed(0, 60)
                    .at(5, new Ordeal.Restart(Simulation.SCHEDULER, DiskState.LOST))
                    .looks(5.001, 5.1, 0.005)
                    .looks(5.1, 90, 0.3)
                    .filed(7, 60)
                    .filed(60, 60)
                    .at(90, new Script.WholeAgain(12))
                    .survive();
            assertThat(ordeal.simulation().scheduler().hasGaps()).isFalse();
        }
    }

    @Test
    void theSchedulersDiskIsSetBack() {
        for (long seed = 1; seed <= 20; seed++) {
            Script script = new Script(seed, 8).filed(0, 60);
            for (int i = 0; i < 6; i++) {
                script.at(1 + i, new Ordeal.Add());
            }
            Ordeal ordeal = script.at(4, new Ordeal.Leave(peer(2)))
                    .filed(8, 60)
                    .at(9, new Ordeal.Restart(Simulation.SCHEDULER, DiskState.OLD))
                    .looks(9, 120, 0.3)
                    .filed(10, 60)
                    .filed(60, 60)
                    .at(120, new Script.WholeAgain(13))
                    .survive();
            assertThat(ordeal.simulation().scheduler().hasGaps()).isFalse();
        }
    }

    @Test
    void theSchedulersDiskIsSetBackToWhenThereWasOnePeerThatHasLeft() {
        new Script(1, 1)
                .at(0.5, new Ordeal.Add())
                .filed(3, 30)
                .at(5, new Ordeal.Leave(peer(1)))
                .at(8, new Fault.Crash(peer(1)))
                .at(9, new Ordeal.Restart(Simulation.SCHEDULER, DiskState.OLD))
                .at(9, new Ordeal.Publish(peer(2), key(7), false))
                .at(70, new Script.WholeAgain(1))
                .survive();
    }
}
