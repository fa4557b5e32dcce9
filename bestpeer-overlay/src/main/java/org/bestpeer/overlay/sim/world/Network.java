package org.bestpeer.overlay.sim.world;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** Carries messages between hosts, badly. */
final class Network<M, S> {
    private static final int HELD_BACK = 8;

    private final World<M, S> world;
    private final Map<String, Cut> cuts = new LinkedHashMap<>();
    private @Nullable Interceptor<M> interceptor;
    private NetworkFaults faults = NetworkFaults.NONE;
    private long shortest;
    private long longest;
    private long farthest;
    private long sent;
    private long lost;

    Network(World<M, S> world) {
        this.world = world;
        faults(NetworkFaults.NONE);
    }

    void faults(NetworkFaults newFaults) {
        faults = newFaults;
        shortest = newFaults.delays().shortest().toNanos();
        longest = newFaults.delays().longest().toNanos();
        farthest = newFaults.delays().farthest().toNanos();
    }

    NetworkFaults faults() {
        return faults;
    }

    void intercept(@Nullable Interceptor<M> newInterceptor) {
        interceptor = newInterceptor;
    }

    void cut(String name, Cut cut) {
        cuts.put(name, cut);
    }

    void heal(String name) {
        cuts.remove(name);
    }

    void healAll() {
        cuts.clear();
    }

    long sent() {
        return sent;
    }

    long lost() {
        return lost;
    }

    void send(Host<M, S> from, Life<M, S> life, PeerContact to, M message) {
        Interceptor<M> between = interceptor;
        if (between == null) {
            carry(from, to, message);
            return;
        }
        between.sent(from.id(), to, message, (target, passed, later) -> {
            if (later.isZero()) {
                carry(from, target, passed);
            } else {
                long departure = world.nanos() + later.toNanos();
                world.timeline().at(departure, new Departure(life, () -> carry(from, target, passed)));
            }
        });
    }

    /** Lets a message appear out of nowhere. */
    void inject(PeerContact to, M message, Duration later) {
        Host<M, S> host = world.host(to.id());
        if (host != null) {
            M received = world.spec().wire().apply(message);
            world.timeline().at(world.nanos() + later.toNanos(), new MessageEvent<>(this, null, host, to, received));
        }
    }

    private void carry(Host<M, S> from, PeerContact to, M message) {
        sent++;
        Host<M, S> target = world.host(to.id());
        if (target == from) {
            world.timeline().at(world.nanos(), new MessageEvent<>(this, from, from, to, message));
            return;
        }
        SplittableRandom luck = from.luck;
        boolean unlucky = faults.loss() > 0 && luck.nextDouble() < faults.loss();
        if (target == null || unlucky || isCut(from.id(), to.id())) {
            lost++;
            return;
        }
        M received = world.spec().wire().apply(message);
        depart(from, target, to, received);
        if (faults.duplication() > 0 && luck.nextDouble() < faults.duplication()) {
            depart(from, target, to, received);
        }
    }

    private void depart(Host<M, S> from, Host<M, S> target, PeerContact to, M message) {
        long arrival = world.nanos() + delay(from.luck);
        world.timeline().at(arrival, new MessageEvent<>(this, from, target, to, message));
    }

    private long delay(SplittableRandom luck) {
        long delay = shortest == longest ? shortest : luck.nextLong(shortest, longest + 1);
        if (faults.reordering() > 0 && luck.nextDouble() < faults.reordering()) {
            delay += luck.nextLong(HELD_BACK * longest + 1);
        }
        double tail = faults.delays().tail();
        if (tail > 0 && luck.nextDouble() < tail) {
            delay = late(luck);
        }
        return delay;
    }

    /** Between the longest and the farthest; each doubling of the delay is about half as likely. */
    private long late(SplittableRandom luck) {
        double share = 1 - luck.nextDouble();
        return (long) Math.min((double) farthest, Math.max(1, longest) / share);
    }

    /** Whether a message that arrives now does not get through. */
    boolean stops(MessageEvent<M, S> event) {
        Host<M, S> from = event.from;
        if (from == null || from == event.host || !isCut(from.id(), event.host.id())) {
            return false;
        }
        lost++;
        return true;
    }

    private boolean isCut(PeerId from, PeerId to) {
        if (cuts.isEmpty()) {
            return false;
        }
        for (Cut cut : cuts.values()) {
            if (cut.stops(from, to, world.nanos())) {
                return true;
            }
        }
        return false;
    }
}
