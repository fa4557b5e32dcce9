package org.bestpeer.overlay.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.bestpeer.overlay.PeerContact;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final int PEERS = 1000;
    private static final int EVENTS = 1_000_000;

    @Test
    void carriesManyMessagesASecond() {
        double best = 0;
        for (int round = 0; round < 3; round++) {
            best = Math.max(best, measure(round));
        }
        System.out.printf("world: %,.0f message events a second%n", best);
        assertThat(best).as("message events a second, with room for a busy machine").isGreaterThan(200_000);
    }

    private static double measure(long seed) {
        PeerContact[] contacts = new PeerContact[PEERS];
        for (int i = 0; i < PEERS; i++) {
            contacts[i] = Chatter.contact(i);
        }
        WorldSpec<Long, Long> spec = WorldSpec.of(
                (self, life, env) -> message -> env.net().send(contacts[env.random().nextInt(PEERS)], message),
                Long::longValue);
        World<Long, Long> world = new World<>(seed, spec);
        for (PeerContact contact : contacts) {
            world.add(contact);
            world.inject(contact, 1L, Duration.ZERO);
        }
        long begin = System.nanoTime();
        while (world.events() < EVENTS) {
            world.step(Long.MAX_VALUE);
        }
        return EVENTS * 1e9 / (System.nanoTime() - begin);
    }
}
