package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bestpeer.overlay.sim.Post.between;
import static org.bestpeer.overlay.sim.Post.by;
import static org.bestpeer.overlay.sim.Post.is;
import static org.bestpeer.overlay.sim.Post.reaching;
import static org.bestpeer.overlay.sim.Post.with;
import static org.bestpeer.overlay.sim.Script.key;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.BatonMessage.Agreed;
import org.bestpeer.overlay.baton.BatonMessage.Commit;
import org.bestpeer.overlay.baton.BatonMessage.Forward;
import org.bestpeer.overlay.baton.BatonMessage.Found;
import org.bestpeer.overlay.baton.BatonMessage.Prepared;
import org.bestpeer.overlay.baton.BatonMessage.Replicate;
import org.bestpeer.overlay.baton.Task.Store;
import org.bestpeer.overlay.sim.scenario.Fault;
import org.bestpeer.overlay.sim.world.Cut;
import org.bestpeer.overlay.tree.Tree;
import org.junit.jupiter.api.Test;

/** Who may answer a look-up or acknowledge a write, in the few moments in which another answer would be a wrong one. */
class AgreementTest {
    private static final Key KEY = key(0x77);
    private static final KeyRange SOUGHT = KeyRange.prefix(KEY);

    private final Post post = new Post();

    /**
     * A holder that is alive cannot be reached and is replaced. A neighbour that has prepared for that is cut off together
     * with the holder and replaced by a second change, so that a write is acknowledged without it.
     */
    @Test
    void whoIsPreparedAgreesToNoRead() {
        Script script = new Script(1, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId witness = tree.ringAfter(holder);
        PeerId publisher = tree.ringAfter(tree.ringAfter(witness));
        Ordeal ordeal = script.at(0, new Ordeal.Publish(publisher, KEY, false))
                .at(5, ignored -> post.lose(with(holder, witness))
                        .when(by(witness).and(is(Prepared.class)), () -> post.lose(with(witness, holder))))
                .at(40, new Script.Displaced(holder))
                .at(40, new Script.Displaced(witness))
                .at(40, new Ordeal.Publish(publisher, KEY, false))
                .at(45, new Ordeal.Look(publisher, SOUGHT))
                .at(45, new Ordeal.Look(holder, SOUGHT))
                .at(58, ignored -> post.passAll())
                .at(90, new Script.WholeAgain(8))
                .survive();
        assertThat(ordeal.isBeyondBounds()).isFalse();
        assertThat(ordeal.unanswered()).as("the holder's own look-up").isEqualTo(1);
    }

    /** All three keepers are there; but the next holder has fetched what they have, and would lack what they take in now. */
    @Test
    void whoIsPreparedTakesNoCopies() {
        Script script = new Script(1, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId replica = tree.ringBefore(holder);
        script.at(1, ordeal -> post.lose(between(holder, Simulation.SCHEDULER)).lose(is(Commit.class)))
                .at(38, new Script.Displaced(holder))
                .at(38, ordeal -> assertThat(ordeal.simulation().living(replica).isFrozen())
                        .isTrue())
                .at(38, new Ordeal.Publish(replica, KEY, false))
                .at(48, ordeal -> post.passAll())
                .looks(48.1, 50, 0.1)
                .at(80, new Script.WholeAgain(8))
                .survive();
    }

    @Test
    void aHolderThatIsCutOffFromBothNeighboursAnswersNothing() {
        for (boolean awake : List.of(true, false)) {
            Script script = new Script(1, 8);
            Tree tree = script.before().scheduler().tree();
            PeerId holder = tree.holder(KEY);
            PeerId publisher = tree.ringAfter(tree.ringAfter(holder));
            if (!awake) {
                // It suspects nobody when it wakes up.
                script.at(5, new Fault.Pause(holder, Duration.ofSeconds(35)));
            }
            script.at(0, new Ordeal.Publish(publisher, KEY, false))
                    .at(5, new Fault.Partition("alone", Cut.alone(holder)))
                    .at(30, new Script.Displaced(holder))
                    .at(30, new Ordeal.Publish(publisher, KEY, false))
                    .at(40, new Ordeal.Look(holder, SOUGHT))
                    .at(55, new Fault.Heal("alone"))
                    .at(80, new Script.WholeAgain(8))
                    .survive();
        }
    }

    /** It still reaches the other one that keeps the range, which knows that the holder is the same, but not the third. */
    @Test
    void aReplicaThatWasReplacedAnswersForNobody() {
        Script script = new Script(1, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId replica = tree.ringBefore(holder);
        PeerId publisher = tree.ringAfter(tree.ringAfter(tree.ringAfter(holder)));
        Ordeal ordeal = script.at(0, new Ordeal.Publish(publisher, KEY, false))
                .at(5, ignored -> post.lose(with(replica, tree.ringAfter(holder))))
                .at(40, new Script.Displaced(replica))
                .at(40, new Ordeal.Publish(publisher, KEY, false))
                .at(45, new Ordeal.Look(replica, SOUGHT))
                .at(58, ignored -> post.passAll())
                .at(90, new Script.WholeAgain(8))
                .survive();
        assertThat(ordeal.unanswered()).as("its own look-up").isEqualTo(1);
    }

    /** While the third is asked whether it agrees, the replica leaves, and drops what it kept. */
    @Test
    void aReplicaThatLeavesMeanwhileAnswersNothing() {
        for (int i = 0; i < 8; i++) {
            Post slow = new Post();
            Script script = new Script(1, 8).through(slow);
            Tree tree = script.before().scheduler().tree();
            PeerId holder = tree.inOrder().get(i);
            PeerId replica = tree.ringBefore(holder);
            PeerId third = tree.ringAfter(holder);
            Key key = tree.range(holder).low();
            script.at(0, new Ordeal.Publish(third, key, false))
                    .at(5, ordeal -> slow.lose(between(replica, holder))
                            .late(is(Agreed.class).and(by(third)).and(reaching(replica)), Duration.ofMillis(700)))
                    .at(12, new Ordeal.Look(replica, KeyRange.prefix(key)))
                    .at(12, new Ordeal.Leave(replica))
                    .at(30, new Script.WholeAgain(7))
                    .survive();
        }
    }

    @Test
    void aDoubledAnswerCountsOnce() {
        Script script = new Script(1, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId before = tree.ringBefore(holder);
        PeerId after = tree.ringAfter(holder);
        script.at(0, new Ordeal.Publish(after, KEY, false))
                .at(5, ordeal -> post.lose(is(Replicate.class).and(reaching(before)))
                        .twice(is(Agreed.class).and(by(after))))
                .at(5, new Ordeal.Publish(after, KEY, false))
                .at(6, new Fault.Crash(holder))
                .at(6, new Ordeal.Look(before, SOUGHT))
                .at(14, ordeal -> post.passAll());
        assertThat(script.survive().answered()).isPositive();
    }

    @Test
    void whatWasWithdrawnIsNotBroughtBackByALateMessage() {
        Script script = new Script(1, 8).through(post);
        Tree tree = script.before().scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId publisher = tree.ringAfter(tree.ringAfter(tree.ringAfter(holder)));
        Ordeal ordeal = script.at(
                        1, ignored -> post.late(by(publisher).and(AgreementTest::stores), Duration.ofSeconds(10)))
                .at(1, new Ordeal.Publish(publisher, KEY, false))
                .at(1.9, ignored -> post.passAll())
                .at(9, new Ordeal.Look(publisher, SOUGHT))
                .at(9.5, new Ordeal.Publish(publisher, KEY, true))
                .at(12, new Ordeal.Look(publisher, SOUGHT))
                .survive();
        assertThat(ordeal.answered()).isEqualTo(3);
    }

    private static boolean stores(Post.Letter letter) {
        return letter.message() instanceof Forward forward && forward.task() instanceof Store;
    }

    /** They agree with each other, so it would be wrong what they say if a write were acknowledged by others meanwhile. */
    @Test
    void twoThatAreCutOffForAMomentAreNotReplaced() {
        Simulation world = Simulation.seeded(1).grow(8);
        Tree tree = world.scheduler().tree();
        PeerId holder = tree.holder(KEY);
        PeerId replica = tree.ringAfter(holder);
        PeerId publisher = tree.ringAfter(replica);
        world.runUntil(List.of(world.publish(publisher, KEY, 1, new byte[0])));
        world.world().cut("two", Cut.halves(List.of(holder, replica)));
        world.run(Duration.ofSeconds(10));
        Outcome<?> filed = world.publish(publisher, KEY, 2, new byte[0]);
        world.run(Duration.ofSeconds(1));
        Outcome<List<FoundEntry>> found = world.find(holder, KEY);
        world.runUntil(List.of(found));
        assertThat(found.get().get(0).entry().version())
                .as("what the holder says, if a newer entry is filed: %s", filed.value())
                .isEqualTo(filed.value().isPresent() ? 2 : 1);
        world.world().heal();
        world.runUntil(List.of(filed));
        assertThat(world.scheduler().lostRanges()).isZero();
    }

    /** Of honest peers none comes: an answer repeats the key that was sought. */
    @Test
    void anAnswerThatDoesNotGoOnWhereTheLastOneEndedIsOfNoUse() {
        Script script = new Script(1, 8).through(post);
        PeerId asking = script.before().scheduler().tree().holder(KEY);
        Ordeal ordeal = script.filed(0, 60)
                .at(
                        5,
                        ignored ->
                                post.changed(is(Found.class).and(reaching(asking)), AgreementTest::withoutItsBeginning))
                .at(5, new Ordeal.Look(asking, KeyRange.ALL))
                .at(5.1, ignored -> post.passAll())
                .survive();
        assertThat(ordeal.answered()).isEqualTo(2);
    }

    private static BatonMessage withoutItsBeginning(BatonMessage message) {
        Found found = (Found) message;
        if (found.entries().size() < 2) {
            return found;
        }
        List<FoundEntry> rest = found.entries().subList(1, found.entries().size());
        return new Found(
                found.operation(),
                new KeyRange(rest.get(0).entry().key(), found.covered().high()),
                rest,
                found.next(),
                found.hops());
    }

    @Test
    void aTaskThatArrivesTwiceAtEveryHopIsDoneOnce() {
        Simulation world = Simulation.seeded(1).grow(40);
        int hops = hopsToAll(world, new Post());
        assertThat(hopsToAll(world, new Post().twice(is(Forward.class)))).isEqualTo(hops);
    }

    private static int hopsToAll(Simulation world, Post post) {
        AtomicInteger hops = new AtomicInteger();
        world.world().intercept((from, to, envelope, out) -> {
            hops.addAndGet(envelope.message() instanceof Forward ? 1 : 0);
            post.sent(from, to, envelope, out);
        });
        Tree tree = world.scheduler().tree();
        for (PeerId holder : tree.inOrder()) {
            world.runUntil(
                    List.of(world.find(tree.inOrder().get(0), tree.range(holder).low())));
            world.run(Duration.ofMillis(100));
        }
        return hops.get();
    }

    /** The joiner asks before the others are prepared, and they take in more. */
    @Test
    void aSourceHandsOutOnlyWhatCannotChangeAnyMore() {
        int peers = 8;
        PeerId joining = Script.peer(peers + 1);
        new Script(1, peers)
                .through(post)
                .filed(1, 60)
                .at(
                        5,
                        ordeal -> post.lose(is(BatonMessage.Prepare.class)
                                .and(reaching(joining).negate())))
                .at(5, new Ordeal.Add())
                .filed(6, 60)
                .at(7, ordeal -> post.passAll())
                .looks(8, 10, 0.1)
                .at(20, new Script.WholeAgain(peers + 1))
                .survive();
    }
}
