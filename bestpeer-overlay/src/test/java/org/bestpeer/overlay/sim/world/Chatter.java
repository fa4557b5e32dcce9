package org.bestpeer.overlay.sim.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.env.Environment;

/** Says what it hears to somebody it picks by chance; counts its life's hearings on its disk; keeps a log of all. */
final class Chatter implements Process<Long> {
    final List<Long> heard = new ArrayList<>();
    final List<Long> ticks = new ArrayList<>();
    final PeerContact self;
    final long life;
    final Environment<Long, Long> env;
    private final int others;

    Chatter(PeerContact self, long life, Environment<Long, Long> env, int others) {
        this.self = self;
        this.life = life;
        this.env = env;
        this.others = others;
        env.disk().load().ifPresent(heard::add);
    }

    static PeerContact contact(int number) {
        return new PeerContact(new PeerId("p-" + number), new PeerAddress("host-" + number, 1));
    }

    static PeerId id(int number) {
        return new PeerId("p-" + number);
    }

    static World<Long, Long> world(long seed, int size) {
        WorldSpec<Long, Long> spec =
                WorldSpec.of((self, life, env) -> new Chatter(self, life, env, size), Long::longValue);
        World<Long, Long> world = new World<>(seed, spec);
        for (int i = 0; i < size; i++) {
            world.add(contact(i));
        }
        return world;
    }

    static Chatter in(World<Long, Long> world, int number) {
        return (Chatter) world.process(id(number)).orElseThrow();
    }

    static void say(World<Long, Long> world, int from, int to, long message) {
        world.act(id(from), Chatter.class, chatter -> chatter.env.net().send(contact(to), message));
    }

    void tick(Duration period) {
        env.scheduler().after(period, () -> {
            ticks.add(env.clock().nanos());
            tick(period);
        });
    }

    @Override
    public void receive(Long message) {
        heard.add(message);
        if (message > 1000) {
            env.disk().save(message);
            env.net().send(contact(env.random().nextInt(others)), message - 1);
            env.scheduler().after(Duration.ofMillis(1), () -> heard.add(0L));
        }
    }
}
