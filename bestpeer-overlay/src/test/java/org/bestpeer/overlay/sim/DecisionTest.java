package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bestpeer.overlay.sim.Post.between;
import static org.bestpeer.overlay.sim.Post.by;
import static org.bestpeer.overlay.sim.Post.is;
import static org.bestpeer.overlay.sim.Post.reaching;
import static org.bestpeer.overlay.sim.Post.with;
import static org.bestpeer.overlay.sim.Script.key;
import static org.bestpeer.overlay.sim.Script.peer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage.Abort;
import org.bestpeer.overlay.baton.BatonMessage.Expelled;
import org.bestpeer.overlay.baton.BatonMessage.Fetch;
import org.bestpeer.overlay.baton.BatonMessage.Prepare;
import org.bestpeer.overlay.baton.BatonMessage.Prepared;
import org.bestpeer.overlay.baton.BatonMessage.Suspect;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.sim.scenario.Fault;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.tree.Tree;
import org.junit.jupiter.api.Test;

/** Changes of which a decision is lost, or somebody crashes at the worst moment. */
class DecisionTest {
    private static final Key KEY = key(0x77);

    private final Post post = new Post();

    /** The joiner is not heard in time, so that the others keep their places; but they learn it from the next change only. */
    @Test
    void aRollbackThatNobodyHearsOfIsNotTakenForACommit() {
        int peers = 4;
        PeerId joining = peer(peers + 1);
        new Script(1, peers)
                .through(post)
                .filed(0, 40)
                .at(5, ordeal -> post.lose(is(Prepared.class).and(by(joining))).lose(is(Abort.class)))
                .at(5, new Ordeal.Add())
                .at(14, ordeal -> post.passAll().lose(is(Abort.class)))
                .looks(14, 40, 0.5)
                .at(40, new Script.NothingLost())
                .at(40, new Script.WholeAgain(peers + 1))
                .survive();
    }

    /**
     * The holder cannot be reached and is replaced; a neighbour of it crashes in the middle of that and then reaches
     * nobody but those that know no more than it did. If it did not know that it is prepared, the two would agree.
     */
    @Test
    void whoSaidItIsReadyIsFrozenAlsoAfterACrash() {
        Script script = new Script(1, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId witness = tree.ringAfter(holder);
        PeerId publisher = tree.ringAfter(tree.ringAfter(witness));
        script.at(0, new Ordeal.Publish(publisher, KEY, false))
                .at(5, ordeal -> post.lose(with(holder, witness))
                        .when(by(witness).and(is(Prepared.class)), () -> {
                            ordeal.world().crashAfter(witness, 0);
                            post.lose(between(witness, Simulation.SCHEDULER));
                        }))
                .at(16, new Ordeal.Restart(witness, DiskState.KEPT))
                .at(40, new Script.Displaced(holder))
                .at(40, new Script.Displaced(witness))
                .at(40, new Ordeal.Publish(publisher, KEY, false))
                .at(45, new Ordeal.Look(holder, KeyRange.prefix(KEY)))
                .at(58, ordeal -> post.passAll())
                .at(90, new Script.WholeAgain(8))
                .survive();
    }

    /**
     * The holder is replaced without knowing it. A neighbour took part in that, but then its disk is set back, and it
     * reaches nobody but the holder.
     */
    @Test
    void whoMayHaveAnOldPlaceAgreesToNothing() {
        Script script = new Script(3, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId witness = tree.ringAfter(holder);
        PeerId publisher = tree.ringAfter(tree.ringAfter(witness));
        script.at(0, new Ordeal.Publish(publisher, KEY, false))
                .at(5, ordeal -> post.lose(with(holder, witness)))
                .at(30, new Script.Displaced(holder))
                .at(30, ordeal -> post.lose(with(witness, holder)))
                .at(30, new Ordeal.Restart(witness, DiskState.OLD))
                .at(31, ordeal -> {
                    assertThat(ordeal.simulation().living(witness).isFrozen()).isFalse();
                    assertThat(ordeal.simulation()
                                    .living(witness)
                                    .place()
                                    .orElseThrow()
                                    .neighbours())
                            .anyMatch(info -> info.ref().contact().id().equals(holder));
                })
                .at(65, new Script.Displaced(witness))
                .at(65, new Ordeal.Publish(publisher, KEY, false))
                .at(70, new Ordeal.Look(holder, KeyRange.prefix(KEY)))
                .at(85, ordeal -> post.passAll())
                .at(120, new Script.WholeAgain(8))
                .survive();
    }

    /**
     * A join is prepared, then the joiner and the scheduler crash. The next change is another one; if it had the number of
     * the join, who is still prepared for that would be taken to be prepared for this one.
     */
    @Test
    void aSchedulerThatStartsAgainUsesNoNumberTwice() {
        int peers = 4;
        PeerId joining = peer(peers + 1);
        for (int leaving = 1; leaving <= peers; leaving++) {
            Post lossy = new Post();
            new Script(1, peers)
                    .through(lossy)
                    .filed(0, 40)
                    .at(5, ordeal -> lossy.lose(is(Prepared.class)).lose(is(Abort.class)))
                    .at(5, new Ordeal.Add())
                    .at(6, new Fault.Kill(List.of(joining, Simulation.SCHEDULER)))
                    .at(7, ordeal -> lossy.passAll().lose(is(Abort.class)))
                    .at(7, new Ordeal.Leave(peer(leaving)))
                    .at(7, new Ordeal.Restart(Simulation.SCHEDULER, DiskState.KEPT))
                    .looks(8, 30, 0.5)
                    .at(30, new Script.NothingLost())
                    .at(30, new Script.WholeAgain(peers - 1))
                    .survive();
        }
    }

    /** Nobody is there that could thaw them. */
    @Test
    void anOrderThatComesAgainWhenItIsSettledFreezesNobody() {
        Simulation world = Simulation.seeded(1).grow(6);
        world.run(Duration.ofSeconds(5));
        PeerId joining = peer(7);
        Map<PeerContact, Envelope> orders = new LinkedHashMap<>();
        post.lose(is(Prepared.class).and(by(joining)));
        world.world().intercept((from, to, envelope, out) -> {
            if (envelope.message() instanceof Prepare) {
                orders.put(to, envelope);
            }
            post.sent(from, to, envelope, out);
        });
        world.add();
        world.run(Duration.ofSeconds(2));
        assertThat(orders).hasSizeGreaterThan(2);
        world.crash(joining);
        world.run(Duration.ofSeconds(20));
        world.crash(Simulation.SCHEDULER);
        assertThat(world.living()).noneMatch(id -> world.living(id).isFrozen());

        orders.forEach((to, order) -> world.world().inject(to, order, Duration.ZERO));
        world.run(Duration.ofSeconds(1));
        Outcome<List<FoundEntry>> found = world.find(world.living().get(0), KeyRange.ALL);
        world.runUntil(List.of(found));
        assertThat(found.failure()).isEmpty();
    }

    /** While a change is prepared a peer loses entries that the scheduler believes it has. */
    @Test
    void whoStartsAgainWithAnOldDiskEndsTheChange() {
        int peers = 4;
        PeerId joining = peer(peers + 1);
        for (int victim = 1; victim <= peers; victim++) {
            Post lossy = new Post();
            new Script(1, peers)
                    .through(lossy)
                    .filed(1, 60)
                    .filed(3, 60)
                    .at(
                            5,
                            ordeal -> lossy.lose(
                                    is(Prepare.class).and(reaching(joining).negate())))
                    .at(5, new Ordeal.Add())
                    .at(6, ordeal -> lossy.passAll().lose(DecisionTest::recovers))
                    .at(6, new Ordeal.Restart(peer(victim), DiskState.OLD))
                    .looks(7, 30, 0.1)
                    .at(12, ordeal -> lossy.passAll())
                    .at(30, new Script.NothingLost())
                    .at(30, new Script.WholeAgain(peers + 1))
                    .survive();
        }
    }

    private static boolean recovers(Post.Letter letter) {
        return letter.message() instanceof Fetch fetch && fetch.epoch() == 0;
    }

    /** The holder is gone for good, and each of the others could only learn from the other one what it may lack. */
    @Test
    void copiesThatMayAllBeOldAreAGap() {
        for (int i = 0; i < 8; i++) {
            Script script = new Script(1, 8);
            Tree tree = script.before().scheduler().tree();
            PeerId holder = tree.inOrder().get(i);
            script.filed(1, 60)
                    .filed(3, 60)
                    .at(5, new Fault.Crash(holder))
                    .at(5, new Ordeal.Restart(tree.ringBefore(holder), DiskState.OLD))
                    .at(5, new Ordeal.Restart(tree.ringAfter(holder), DiskState.OLD))
                    .looks(5.1, 60, 0.5)
                    .at(60, new Script.WholeAgain(7))
                    .survive();
        }
    }

    /** A change that concerns it waits until it is known whether it is there. */
    @Test
    void whoIsOnlySlowKeepsItsPlace() {
        int peers = 4;
        PeerId slow = peer(1);
        for (int leaving = 2; leaving <= peers; leaving++) {
            Ordeal.Leave leave = new Ordeal.Leave(peer(leaving));
            Post slowly = new Post();
            new Script(1, peers)
                    .through(slowly)
                    .at(5, ordeal -> slowly.lose(by(slow).or(reaching(slow)))
                            .when(is(Suspect.class).and(by(slow).negate()), () -> {
                                ordeal.world().after(Duration.ofMillis(50), () -> leave.applyTo(ordeal));
                                ordeal.world().after(Duration.ofMillis(1500), slowly::passAll);
                            }))
                    .at(
                            5,
                            ordeal -> slowly.when(is(Expelled.class), () -> {
                                throw new AssertionError("somebody lost its place");
                            }))
                    .at(30, new Script.WholeAgain(peers - 1))
                    .survive();
        }
    }
}
