package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Envelope;
import org.junit.jupiter.api.Test;

class FencingTest {
    private static void assertRefuses(BatonPeer peer, Envelope envelope) {
        long refused = peer.refused();
        peer.receive(envelope);
        assertThat(peer.refused()).isEqualTo(refused + 1);
    }

    @Test
    void messagesOfOlderEpochsOfTheirSenderAreRefused() {
        Simulation world = Simulation.seeded(4).grow(6);
        List<Envelope> sent = new ArrayList<>();
        Tap.on(world, sent::add);
        world.run(Duration.ofSeconds(3));
        Envelope ping = sent.stream()
                .filter(one -> one.message() instanceof BatonMessage.Ping && one.epoch() > 0)
                .findFirst()
                .orElseThrow();
        PeerId other = world.living().stream()
                .filter(id -> !id.equals(ping.sender().id()))
                .findFirst()
                .orElseThrow();
        BatonPeer peer = world.living(other);
        long refused = peer.refused();
        peer.receive(ping);
        assertThat(peer.refused()).isEqualTo(refused);

        assertRefuses(
                peer,
                new Envelope(ping.network(), ping.sender(), ping.incarnation(), ping.epoch() - 1, ping.message()));
    }

    @Test
    void messagesOfOtherNetworksAndEarlierLivesAreRefused() {
        Simulation world = Simulation.seeded(4).grow(3);
        PeerId first = world.living().get(0);
        BatonPeer second = world.living(world.living().get(1));
        List<Envelope> sent = new ArrayList<>();
        Tap.on(world, envelope -> {
            if (envelope.sender().id().equals(first)) {
                sent.add(envelope);
            }
        });
        world.run(Duration.ofSeconds(10));
        Envelope early = sent.get(0);
        world.restart(first, true);
        world.runUntil(List.of(world.join(first)));
        world.run(Duration.ofSeconds(1));

        assertRefuses(second, early);
        assertRefuses(second, new Envelope("other", early.sender(), Long.MAX_VALUE, early.epoch(), early.message()));
    }

    @Test
    void nobodyButTheSchedulerDecidesOnTheStructure() {
        Simulation world = Simulation.seeded(4).grow(4);
        List<Envelope> sent = new ArrayList<>();
        Tap.on(world, sent::add);
        world.run(Duration.ofSeconds(3));
        BatonPeer victim = world.living(world.living().get(0));
        Envelope one = sent.stream()
                .filter(envelope -> !envelope.sender().id().equals(victim.self().id())
                        && !envelope.sender().id().equals(Simulation.SCHEDULER))
                .findFirst()
                .orElseThrow();
        long epoch = 1_000;
        KeyRange before = victim.range().orElseThrow();
        for (BatonMessage message : List.of(
                new BatonMessage.Expelled(epoch),
                new BatonMessage.Prepare(epoch, victim.place().orElseThrow().epoch(), null, List.of()),
                new BatonMessage.Commit(epoch))) {
            assertRefuses(victim, new Envelope(one.network(), one.sender(), one.incarnation(), one.epoch(), message));
        }
        assertThat(victim.range()).contains(before);
        assertThat(victim.isFrozen()).isFalse();
    }

    @Test
    void theRangeOfASilentHolderIsFoundAtItsNeighboursAndThenAtItsNewAddress() {
        Simulation world = Simulation.seeded(11).grow(12);
        PeerId victim = world.living().get(4);
        PeerId publisher = world.living().get(7);
        KeyRange range = world.living(victim).range().orElseThrow();
        world.runUntil(List.of(world.publish(publisher, range.low(), 1, new byte[0])));
        world.crash(victim);
        assertThat(find(world, range)).as("while it is silent").hasSize(1);
        assertThat(world.scheduler().tree().contains(victim)).isTrue();

        world.restart(victim, true);
        world.runUntil(List.of(world.join(victim)));
        assertThat(find(world, range)).as("when it is back").hasSize(1);
        assertThat(world.living(victim).range()).contains(range);
    }

    private static List<FoundEntry> find(Simulation world, KeyRange range) {
        Outcome<List<FoundEntry>> found = world.find(world.living().get(0), range);
        world.runUntil(List.of(found));
        return found.get();
    }
}
