package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Envelope;
import org.junit.jupiter.api.Test;

class FencingTest {
    @Test
    void aNewerEpochSpreadsAndOlderMessagesAreRefused() {
        Simulation world = Simulation.seeded(4).grow(6);
        PeerId first = world.living().get(0);
        List<Envelope> sent = new ArrayList<>();
        world.watch(sent::add);
        world.raiseEpoch(first, 9);
        world.run(Duration.ofSeconds(20));
        assertThat(world.living()).allMatch(id -> world.living(id).epoch() == 9);

        Envelope old = sent.get(0);
        PeerId other = world.living().stream()
                .filter(id -> !id.equals(old.sender().id()))
                .findFirst()
                .orElseThrow();
        long refused = world.living(other).refused();
        Envelope stale = new Envelope(old.network(), old.sender(), old.incarnation(), 8, old.message());
        world.living(other).receive(stale);
        assertThat(world.living(other).refused()).isEqualTo(refused + 1);
    }

    @Test
    void messagesOfOtherNetworksAndEarlierLivesAreRefused() {
        Simulation world = Simulation.seeded(4).grow(3);
        PeerId first = world.living().get(0);
        PeerId second = world.living().get(1);
        List<Envelope> sent = new ArrayList<>();
        world.watch(envelope -> {
            if (envelope.sender().id().equals(first)) {
                sent.add(envelope);
            }
        });
        world.run(Duration.ofSeconds(10));
        Envelope early = sent.get(0);
        world.crash(first);
        Outcome<?> back = world.restart(first, true, List.of(second));
        world.runUntil(List.of(back));

        long refused = world.living(second).refused();
        world.living(second).receive(early);
        world.living(second)
                .receive(new Envelope("other", early.sender(), Long.MAX_VALUE, early.epoch(), early.message()));
        assertThat(world.living(second).refused()).isEqualTo(refused + 2);
    }

    @Test
    void aRestartedPeerIsFoundAtItsNewAddress() {
        Simulation world = Simulation.seeded(11).grow(12);
        PeerId victim = world.living().get(4);
        KeyRange range = world.living(victim).range().orElseThrow();
        world.crash(victim);
        Outcome<?> lost = world.find(world.living().get(0), range);
        world.runUntil(List.of(lost));
        assertThat(lost.failure().orElseThrow()).contains(victim.value());

        world.runUntil(List.of(world.restart(victim, true, List.of())));
        Outcome<?> found = world.find(world.living().get(0), range);
        world.runUntil(List.of(found));
        assertThat(found.failure()).isEmpty();
        assertThat(world.living(victim).range()).contains(range);
    }
}
