package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** A join is done when the joiner has its place; those that only get a link of it hear of it a moment later. */
    private static final Duration LAST_LINKS = Duration.ofMillis(20);

    @Test
    void treesOfAllSizesAreWhole() {
        Simulation world = Simulation.seeded(1);
        for (int peers = 1; peers <= 200; peers++) {
            world.grow(1).run(LAST_LINKS);
            assertThat(Invariants.violations(world.views()))
                    .as("%d peers", peers)
                    .isEmpty();
        }
    }

    @Test
    void lookupsOfManyWorldsEqualASortedMap() {
        for (long seed = 1; seed <= 60; seed++) {
            Simulation world = Simulation.seeded(seed);
            SplittableRandom random = new SplittableRandom(seed);
            int peers = 1 + random.nextInt(40);
            TreeMap<Key, Long> model = new TreeMap<>();
            watchHops(world);
            for (int i = 0; i < peers; i++) {
                world.grow(1);
                for (int j = random.nextInt(6); j > 0; j--) {
                    publish(world, random, model);
                }
            }
            world.run(LAST_LINKS);
            assertThat(Invariants.violations(world.views())).as("seed %d", seed).isEmpty();
            for (int i = 0; i < 10; i++) {
                KeyRange range = range(random);
                Outcome<List<FoundEntry>> found = world.find(any(world, random), range);
                world.runUntil(List.of(found));
                assertThat(versions(found.get()))
                        .as("seed %d range %s", seed, range)
                        .isEqualTo(part(model, range));
            }
        }
    }

    private static void watchHops(Simulation world) {
        Tap.on(world, envelope -> {
            if (envelope.message() instanceof BatonMessage.Found found) {
                assertThat(found.hops())
                        .isLessThanOrEqualTo(Invariants.hopBound(world.living().size()));
            }
        });
    }

    private static void publish(Simulation world, SplittableRandom random, Map<Key, Long> model) {
        Key key = key(random);
        long version = model.getOrDefault(key, 0L) + 1;
        Outcome<?> done = world.publish(world.living().get(0), key, version, new byte[] {1});
        world.runUntil(List.of(done));
        done.get();
        model.put(key, version);
    }

    private static PeerId any(Simulation world, SplittableRandom random) {
        List<PeerId> living = world.living();
        return living.get(random.nextInt(living.size()));
    }

    private static Key key(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(4)];
        random.nextBytes(bytes);
        if (random.nextBoolean() && bytes.length > 1) {
            bytes[0] = 'a';
        }
        return Key.of(bytes);
    }

    private static KeyRange range(SplittableRandom random) {
        Key one = key(random);
        Key other = key(random);
        if (random.nextInt(5) == 0) {
            return new KeyRange(one, null);
        }
        return one.compareTo(other) < 0 ? new KeyRange(one, other) : new KeyRange(other, one);
    }

    private static Map<Key, Long> part(NavigableMap<Key, Long> model, KeyRange range) {
        return range.high() == null
                ? model.tailMap(range.low(), true)
                : model.subMap(range.low(), true, range.high(), false);
    }

    private static Map<Key, Long> versions(List<FoundEntry> found) {
        TreeMap<Key, Long> versions = new TreeMap<>();
        List<Key> order = new ArrayList<>();
        for (FoundEntry entry : found) {
            order.add(entry.entry().key());
            versions.put(entry.entry().key(), entry.entry().version());
        }
        assertThat(order).isSorted().doesNotHaveDuplicates();
        return versions;
    }
}
