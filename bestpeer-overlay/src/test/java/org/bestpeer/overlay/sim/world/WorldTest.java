package org.bestpeer.overlay.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bestpeer.overlay.sim.world.Chatter.contact;
import static org.bestpeer.overlay.sim.world.Chatter.id;
import static org.bestpeer.overlay.sim.world.Chatter.in;
import static org.bestpeer.overlay.sim.world.Chatter.say;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<DiskState> DISK_STATES = List.of(DiskState.values());
    private static final NetworkFaults BAD = NetworkFaults.NONE
            .withLoss(0.1)
            .withDuplication(0.1)
            .withReordering(0.2)
            .withDelays(
                    Delays.between(Duration.ofMillis(1), Duration.ofMillis(50)).withTail(0.05, Duration.ofMinutes(5)));

    @Test
    void aSeedGivesTheSameEventsAndAnotherSeedGivesOthers() {
        List<Long> hashes = new ArrayList<>();
        for (long seed = 1; seed <= 100; seed++) {
            long hash = ordeal(seed);
            assertThat(ordeal(seed)).as("seed %d", seed).isEqualTo(hash);
            hashes.add(hash);
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static long ordeal(long seed) {
        World<Long, Long> world = Chatter.world(seed, 8);
        SplittableRandom random = world.split();
        world.network(BAD);
        world.disks(new DiskFaults(0.01, Duration.ofMillis(5), Duration.ofMillis(20), 0.1));
        world.all().forEach(peer -> world.keepBackups(peer, 4));
        for (int i = 0; i < 40; i++) {
            say(world, random.nextInt(8), random.nextInt(8), 1100 + i);
            world.run(Duration.ofMillis(random.nextInt(100)));
            int victim = random.nextInt(8);
            switch (random.nextInt(6)) {
                case 0 -> world.restart(id(victim), DISK_STATES.get(random.nextInt(3)));
                case 1 -> world.pause(id(victim), Duration.ofMillis(random.nextInt(300)));
                case 2 -> world.clockRate(id(victim), 0.9 + random.nextDouble() / 5);
                case 3 -> world.clockJump(id(victim), Duration.ofMillis(random.nextInt(300)));
                case 4 -> world.cut("cut", Cut.alone(id(victim)).flapping(Duration.ofMillis(40)));
                default -> world.crashAfter(id(victim), random.nextInt(3));
            }
            world.all().stream().filter(peer -> !world.isUp(peer)).forEach(peer -> world.restart(peer, DiskState.LOST));
        }
        world.run(SECOND);
        assertThat(world.events()).isGreaterThan(100);
        return world.hash();
    }

    @Test
    void deliversInTheOrderOfTheirDelays() {
        World<Long, Long> world = Chatter.world(1, 2);
        for (long i = 0; i < 100; i++) {
            say(world, 0, 1, i);
        }
        world.run(SECOND);
        assertThat(in(world, 1).heard)
                .hasSize(100)
                .isNotEqualTo(in(world, 1).heard.stream().sorted().toList());
    }

    @Test
    void losesAndDoublesTheSharesItIsToldTo() {
        World<Long, Long> world = Chatter.world(2, 2);
        world.network(NetworkFaults.NONE.withLoss(0.2).withDuplication(0.5));
        for (long i = 0; i < 1000; i++) {
            say(world, 0, 1, i);
        }
        world.run(SECOND);
        assertThat(world.lost()).isBetween(150L, 250L);
        assertThat(in(world, 1).heard.stream().distinct().count()).isEqualTo(1000 - world.lost());
        assertThat(in(world, 1).heard).hasSizeBetween(1100, 1300);
    }

    @Test
    void aHeavyTailReachesFar() {
        World<Long, Long> world = Chatter.world(3, 2);
        world.network(BAD.withLoss(0).withDuplication(0).withReordering(0));
        for (long i = 0; i < 1000; i++) {
            say(world, 0, 1, i);
        }
        world.run(Duration.ofMillis(50));
        assertThat(in(world, 1).heard).hasSizeBetween(920, 980);
        world.run(SECOND);
        assertThat(in(world, 1).heard).hasSizeBetween(981, 999);
        world.run(Duration.ofMinutes(5));
        assertThat(in(world, 1).heard).hasSize(1000);
    }

    @Test
    void aPartitionStopsAlsoWhatIsOnItsWay() {
        World<Long, Long> world = Chatter.world(4, 3);
        say(world, 0, 1, 1);
        world.cut("one", Cut.halves(List.of(id(0), id(2))));
        say(world, 0, 1, 2);
        say(world, 0, 2, 3);
        world.run(SECOND);
        world.heal("one");
        say(world, 0, 1, 4);
        world.run(SECOND);
        assertThat(in(world, 1).heard).containsExactly(4L);
        assertThat(in(world, 2).heard).containsExactly(3L);
    }

    @Test
    void aCrashLosesMemoryTimersAndInboxButNotTheDisk() {
        World<Long, Long> world = Chatter.world(5, 2);
        say(world, 0, 1, 1001);
        world.run(SECOND);
        in(world, 1).tick(Duration.ofMillis(10));
        say(world, 0, 1, 2);
        Chatter old = in(world, 1);
        world.crash(id(1));
        world.run(SECOND);
        assertThat(old.ticks).isEmpty();
        assertThat(world.living()).containsExactly(id(0));
        world.restart(id(1), DiskState.KEPT);
        assertThat(in(world, 1).heard).containsExactly(1001L);
        assertThat(in(world, 1).life).isEqualTo(2);
        world.restart(id(1), DiskState.LOST);
        assertThat(in(world, 1).heard).isEmpty();
    }

    @Test
    void restoresABackup() {
        World<Long, Long> world = Chatter.world(6, 2);
        world.keepBackups(id(1), 3);
        for (long i = 1001; i < 1010; i++) {
            say(world, 0, 1, i);
            world.run(SECOND);
        }
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            world.restart(id(1), DiskState.OLD);
            found.addAll(in(world, 1).heard);
        }
        assertThat(found).hasSize(30).anyMatch(value -> value < 1009);
    }

    @Test
    void crashesInTheMiddleOfAStep() {
        World<Long, Long> world = Chatter.world(7, 2);
        world.crashAfter(id(1), 1);
        say(world, 0, 1, 1500);
        world.run(SECOND);
        assertThat(world.isUp(id(1))).isFalse();
        assertThat(in(world, 0).heard).isEmpty();
        world.restart(id(1), DiskState.KEPT);
        assertThat(in(world, 1).heard).as("saved, but not sent on").containsExactly(1500L);
    }

    @Test
    void aPausedProcessGetsEverythingAtOnceAndLate() {
        World<Long, Long> world = Chatter.world(8, 2);
        Chatter paused = in(world, 1);
        paused.tick(Duration.ofMillis(10));
        world.pause(id(1), Duration.ofMillis(500));
        for (long i = 0; i < 10; i++) {
            say(world, 0, 1, i);
            say(world, 1, 0, i);
        }
        world.run(Duration.ofMillis(499));
        assertThat(paused.heard).isEmpty();
        assertThat(paused.ticks).isEmpty();
        assertThat(in(world, 0).heard).isEmpty();
        world.run(Duration.ofMillis(6));
        assertThat(paused.heard).hasSize(10);
        assertThat(paused.ticks).containsExactly(Duration.ofMillis(500).toNanos());
        assertThat(in(world, 0).heard).hasSize(10);
    }

    @Test
    void clocksAreOffGoWrongAndJump() {
        World<Long, Long> world = Chatter.world(9, 0);
        world.add(contact(0), Duration.ofMinutes(-10));
        Chatter chatter = in(world, 0);
        assertThat(chatter.env.clock().nanos())
                .isEqualTo(Duration.ofMinutes(-10).toNanos());
        world.clockRate(id(0), 1.1);
        chatter.tick(Duration.ofMillis(110));
        world.run(Duration.ofMillis(100));
        assertThat(chatter.ticks).hasSize(1);
        world.clockJump(id(0), Duration.ofMillis(109));
        world.run(Duration.ofMillis(2));
        assertThat(chatter.ticks).hasSize(2);
        long before = chatter.env.clock().nanos();
        world.clockRate(id(0), 0.9);
        assertThat(chatter.env.clock().nanos()).isEqualTo(before);
    }

    @Test
    void aFailingSaveEndsTheLifeOfWhoDoesNotHandleIt() {
        int kept = 0;
        for (long seed = 0; seed < 100; seed++) {
            World<Long, Long> world = Chatter.world(seed, 2);
            world.disk(id(1), new DiskFaults(1, Duration.ZERO, Duration.ZERO, 0));
            say(world, 0, 1, 1500);
            world.run(SECOND);
            assertThat(world.isUp(id(1))).isFalse();
            world.restart(id(1), DiskState.KEPT);
            kept += in(world, 1).heard.size();
        }
        assertThat(kept).isBetween(30, 70);
    }

    @Test
    void anUnsyncedSaveMayBeLostOrTornByACrash() {
        int kept = 0;
        int torn = 0;
        for (long seed = 0; seed < 200; seed++) {
            World<Long, Long> world = Chatter.world(seed, 2);
            world.disk(id(1), new DiskFaults(0, Duration.ZERO, SECOND, 0.5));
            say(world, 0, 1, 1001);
            world.run(Duration.ofMillis(100));
            world.restart(id(1), DiskState.KEPT);
            if (world.isUp(id(1))) {
                kept += in(world, 1).heard.size();
            } else {
                torn++;
                world.restart(id(1), DiskState.LOST);
                assertThat(world.isUp(id(1))).isTrue();
            }
        }
        assertThat(kept).isBetween(70, 130);
        assertThat(torn).isBetween(25, 75);
    }

    @Test
    void aSlowDiskHoldsUpWhatComesAfterIt() {
        World<Long, Long> world = Chatter.world(10, 2);
        world.network(NetworkFaults.NONE.withDelays(Delays.between(Duration.ZERO, Duration.ZERO)));
        world.disk(id(1), new DiskFaults(0, SECOND, Duration.ZERO, 0));
        say(world, 0, 1, 1500);
        say(world, 0, 1, 7);
        world.run(Duration.ZERO);
        assertThat(in(world, 1).heard).containsExactly(1500L);
        assertThat(in(world, 0).heard).isEmpty();
        world.run(SECOND);
        assertThat(in(world, 1).heard).contains(7L);
    }

    @Test
    void anInterceptorDropsForgesAndReplays() {
        World<Long, Long> world = Chatter.world(11, 2);
        List<Long> seen = new ArrayList<>();
        world.intercept((from, to, message, out) -> {
            seen.add(message);
            if (message != 1) {
                out.send(to, message);
                out.send(to, message + 100, SECOND);
            }
        });
        say(world, 0, 1, 1);
        say(world, 0, 1, 2);
        world.inject(contact(1), 3L, Duration.ofMillis(100));
        world.run(Duration.ofSeconds(2));
        assertThat(seen).containsExactly(1L, 2L);
        assertThat(in(world, 1).heard).containsExactly(2L, 3L, 102L);
    }

    @Test
    void whoMovesIsNoLongerReachedAtTheOldAddress() {
        World<Long, Long> world = Chatter.world(12, 2);
        PeerContact moved = new PeerContact(id(1), new PeerAddress("elsewhere", 1));
        world.restart(moved, DiskState.KEPT);
        say(world, 0, 1, 1);
        world.run(SECOND);
        assertThat(in(world, 1).heard).isEmpty();
        world.act(id(0), Chatter.class, chatter -> chatter.env.net().send(moved, 2L));
        world.run(SECOND);
        assertThat(in(world, 1).heard).containsExactly(2L);
    }

    @Test
    void cancelledTimersDoNotPileUp() {
        World<Long, Long> world = Chatter.world(13, 1);
        Chatter chatter = in(world, 0);
        for (int i = 0; i < 10_000; i++) {
            chatter.env
                    .scheduler()
                    .after(Duration.ofHours(1 + i % 7), () -> chatter.heard.add(1L))
                    .cancel();
        }
        assertThat(world.pending()).isZero();
    }

    @Test
    void theWatcherHearsWhoDidSomething() {
        World<Long, Long> world = Chatter.world(14, 2);
        List<String> touched = new ArrayList<>();
        world.watch(peer -> touched.add(peer.value()));
        say(world, 0, 1, 5);
        world.run(SECOND);
        world.crash(id(0));
        assertThat(touched).containsExactly("p-0", "p-1", "p-0");
    }
}
