package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Done;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(40);

    @Test
    void lookupsAreRightOrFailWhilePeersCrashAndMessagesAreLost() {
        int answered = 0;
        for (long seed = 1; seed <= 120; seed++) {
            answered += new Ordeal(seed).run();
        }
        assertThat(answered).as("look-ups answered under faults").isGreaterThan(500);
    }

    @Test
    void joinsUnderFaultsLeaveAWholeTree() {
        for (long seed = 1; seed <= 60; seed++) {
            Simulation world = Simulation.seeded(seed).grow(2).faults(Faults.MANY);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 8; i++) {
                PeerId entry = world.living().get(random.nextInt(2));
                PeerId added = world.add();
                Outcome<Done> joined = world.join(added, List.of(entry));
                world.run(Duration.ofMillis(random.nextInt(3000)));
                if (random.nextInt(4) == 0) {
                    world.crash(added);
                    world.run(Duration.ofMillis(random.nextInt(3000)));
                    joined = world.restart(added, random.nextBoolean(), List.of(entry));
                }
                runOut(world, joined);
            }
            world.faults(Faults.NONE).run(REST);
            assertThat(Invariants.violations(world.views())).as("seed %d", seed).isEmpty();
            assertThat(world.views().size()).as("seed %d", seed).isGreaterThan(5);
        }
    }

    @Test
    void joinsAtOnceLeaveAWholeTree() {
        for (long seed = 1; seed <= 60; seed++) {
            Simulation world = Simulation.seeded(seed).grow(3);
            SplittableRandom random = new SplittableRandom(seed);
            List<PeerId> first = world.living();
            List<Outcome<Done>> joins = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                joins.add(world.join(world.add(), List.of(first.get(random.nextInt(first.size())))));
            }
            world.runUntil(joins);
            world.run(REST);
            assertThat(Invariants.violations(world.views())).as("seed %d", seed).isEmpty();
            assertThat(world.views()).as("seed %d", seed).hasSize(15);
        }
    }

    @Test
    void aSeedRunTwiceGivesTheSameEvents() {
        Ordeal one = new Ordeal(99);
        Ordeal other = new Ordeal(99);
        one.run();
        other.run();
        assertThat(one.world.hash()).isEqualTo(other.world.hash());
        assertThat(one.world.events()).isEqualTo(other.world.events());
    }

    private static void runOut(Simulation world, Outcome<?> outcome) {
        for (int i = 0; i < 400 && !outcome.isEnded(); i++) {
            world.run(PATIENCE.dividedBy(400));
        }
    }

    /** A whole tree is made, then everything goes wrong, then it is left in peace. */
    private static final class Ordeal {
        private final Simulation world;
        private final SplittableRandom random;
        private final Model model = new Model();
        private final List<PeerId> stopped = new ArrayList<>();
        private final long seed;
        private int answered;

        Ordeal(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.world = Simulation.seeded(seed).grow(2 + random.nextInt(14));
        }

        int run() {
            world.faults(Faults.MANY);
            for (int i = 0; i < 24; i++) {
                switch (random.nextInt(6)) {
                    case 0 -> crash();
                    case 1 -> restart();
                    case 2, 3 -> publish();
                    default -> lookUp(false);
                }
            }
            world.faults(Faults.NONE);
            while (!stopped.isEmpty()) {
                restart();
            }
            world.run(REST);
            assertThat(Invariants.violations(world.views())).as("seed %d", seed).isEmpty();
            for (int i = 0; i < 5; i++) {
                lookUp(true);
            }
            return answered;
        }

        private void crash() {
            List<PeerId> living = world.living();
            if (living.size() > 1) {
                PeerId victim = living.get(random.nextInt(living.size()));
                world.crash(victim);
                stopped.add(victim);
            }
        }

        private void restart() {
            if (!stopped.isEmpty()) {
                PeerId risen = stopped.remove(random.nextInt(stopped.size()));
                Outcome<Done> joined = world.restart(risen, random.nextBoolean(), List.of(any()));
                world.run(Duration.ofMillis(random.nextInt(2000)));
                assertThat(joined.failure()).as("seed %d", seed).isEmpty();
            }
        }

        private PeerId any() {
            List<PeerId> living = world.living();
            return living.get(random.nextInt(living.size()));
        }

        private void publish() {
            PeerId publisher = any();
            Key key = Key.of(new byte[] {(byte) random.nextInt(256), (byte) publisher.hashCode()});
            boolean withdraw = model.mayHave(key, publisher) && random.nextInt(3) == 0;
            long version = withdraw ? 0 : model.next(key, publisher);
            Outcome<Done> outcome =
                    withdraw ? world.withdraw(publisher, key) : world.publish(publisher, key, version, new byte[] {7});
            model.trying(key, publisher, version);
            runOut(world, outcome);
            if (outcome.value().isPresent()) {
                model.certain(key, publisher, version);
            }
        }

        private void lookUp(boolean mustAnswer) {
            int low = random.nextInt(256);
            KeyRange range = random.nextBoolean()
                    ? new KeyRange(Key.of(new byte[] {(byte) low}), null)
                    : KeyRange.prefix(Key.of(new byte[] {(byte) low}));
            Outcome<List<FoundEntry>> found = world.find(any(), range);
            runOut(world, found);
            if (mustAnswer) {
                assertThat(found.failure()).as("seed %d", seed).isEmpty();
            }
            if (found.value().isPresent()) {
                answered++;
                assertThat(model.mismatches(range, found.get()))
                        .as("seed %d %s", seed, range)
                        .isEmpty();
            }
        }
    }
}
