package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.sim.world.Delays;
import org.bestpeer.overlay.sim.world.NetworkFaults;
import org.junit.jupiter.api.Test;

class PromisesTest {
    private static final Duration PROMISE = Settings.DEFAULT.promise();
    private static final NetworkFaults BAD = NetworkFaults.NONE
            .withDelays(Delays.between(Duration.ofMillis(1), Duration.ofMillis(200)))
            .withLoss(0.1)
            .withDuplication(0.1)
            .withReordering(0.1);
    private static final Key KEY = Key.of(new byte[] {(byte) 0xf0});

    private static FoundEntry find(Simulation world, PeerId asker) {
        Outcome<List<FoundEntry>> found = world.find(asker, KEY);
        world.runUntil(List.of(found));
        return found.get().get(0);
    }

    private static void publish(Simulation world, PeerId publisher, long version) {
        Outcome<?> done = world.publish(publisher, KEY, version, new byte[0]);
        world.runUntil(List.of(done));
        done.get();
    }

    @Test
    void anEntryThatIsLookedUpSoonHasAPromiseAndKeepsIt() {
        Simulation world = Simulation.seeded(3).grow(4);
        PeerId publisher = world.living().get(1);
        PeerId asker = world.living().get(2);
        publish(world, publisher, 1);
        find(world, asker);
        for (int i = 0; i < 20; i++) {
            world.run(Duration.ofSeconds(1));
            assertThat(find(world, asker).promise()).isPositive().isLessThanOrEqualTo(PROMISE);
        }
    }

    @Test
    void noPromiseIsAliveWhenItsTimeAfterANewerVersionIsOver() {
        for (long seed = 1; seed <= 200; seed++) {
            Simulation world = Simulation.seeded(seed).grow(5);
            PeerId publisher = world.living().get((int) (seed % 5));
            PeerId asker = world.living().get((int) (seed / 5 % 5));
            publish(world, publisher, 1);
            world.faults(BAD);
            long staleUntil = 0;
            long published = Long.MAX_VALUE;
            for (int i = 0; i < 12; i++) {
                if (i == 4) {
                    published = world.world().nanos();
                    world.publish(publisher, KEY, 2, new byte[0]);
                }
                long sent = world.world().nanos();
                Outcome<List<FoundEntry>> found = world.find(asker, KEY);
                world.runUntil(List.of(found));
                if (found.value().isPresent() && found.get().get(0).entry().version() == 1) {
                    staleUntil = Math.max(
                            staleUntil, sent + found.get().get(0).promise().toNanos());
                }
                world.run(Duration.ofMillis(200));
            }
            assertThat(staleUntil).as("seed %d", seed).isLessThanOrEqualTo(published + PROMISE.toNanos());
        }
    }

    @Test
    void aPublisherThatIsGonePromisesNothing() {
        Simulation world = Simulation.seeded(8).grow(6);
        PeerId holder = world.living().stream()
                .filter(id -> world.living(id).range().orElseThrow().contains(KEY))
                .findFirst()
                .orElseThrow();
        PeerId publisher = world.living().stream()
                .filter(id -> !id.equals(holder))
                .findFirst()
                .orElseThrow();
        publish(world, publisher, 1);
        find(world, holder);
        world.run(Duration.ofSeconds(1));
        assertThat(find(world, holder).promise()).isPositive();
        world.crash(publisher);
        world.run(PROMISE);
        assertThat(find(world, holder).promise()).isZero();
    }
}
