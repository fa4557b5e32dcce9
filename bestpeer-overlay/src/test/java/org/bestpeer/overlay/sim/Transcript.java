package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.sim.world.Delays;
import org.bestpeer.overlay.sim.world.Interceptor;
import org.bestpeer.overlay.sim.world.NetworkFaults;
import org.bestpeer.overlay.tree.Seat;
import org.jspecify.annotations.Nullable;

/**
 * Who says what to whom in the course of one change, a line each. Left out: look-ups and writes, reports that say nothing
 * new, pings that are not about the silent peer, and what the same peer says to the same one again.
 */
final class Transcript implements Interceptor<Envelope> {
    private static final NetworkFaults EVEN =
            NetworkFaults.NONE.withDelays(Delays.between(Duration.ofMillis(1), Duration.ofMillis(1)));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<Class<?>> LEFT_OUT = Set.of(
            BatonMessage.Forward.class,
            BatonMessage.ForwardAck.class,
            BatonMessage.Found.class,
            BatonMessage.Stored.class,
            BatonMessage.Unavailable.class,
            BatonMessage.Replicate.class,
            BatonMessage.Confirm.class,
            BatonMessage.Agreed.class,
            BatonMessage.Renew.class,
            BatonMessage.Renewed.class);

    private final Simulation simulation;
    private final Map<PeerId, BatonMessage.Hello> reports = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final List<String> lines = new ArrayList<>();
    private @Nullable PeerId silent;
    private boolean recording;
    private long begin;

    Transcript(Simulation simulation) {
        this.simulation = simulation.faults(EVEN);
        simulation.world().intercept(this);
        // Until everybody has reported what it has.
        simulation.run(Duration.ofSeconds(10));
    }

    /** Also tells how this one is found to be silent. */
    Transcript about(PeerId victim) {
        silent = victim;
        return this;
    }

    /** What is said from the cause of a change to its end. */
    String of(String title, Runnable cause) {
        long epoch = simulation.scheduler().epoch();
        lines.add("# %s (seed %d)".formatted(title, simulation.seed()));
        lines.add("# before: " + seats());
        recording = true;
        begin = simulation.world().nanos();
        cause.run();
        boolean ended = simulation
                .world()
                .runUntil(
                        () -> simulation.scheduler().epoch() > epoch
                                && simulation.scheduler().open() == 0,
                        PATIENCE);
        recording = false;
        lines.add("# after:  " + seats());
        if (!ended) {
            throw new IllegalStateException("no change came to its end:\n" + String.join("\n", lines));
        }
        return String.join("\n", lines) + "\n";
    }

    private String seats() {
        StringBuilder seats = new StringBuilder();
        for (Seat seat : simulation.scheduler().tree().seats()) {
            seats.append("%s@%s%s ".formatted(seat.peer(), Telling.tell(seat.position()), Telling.tell(seat.range())));
        }
        return seats.toString().strip();
    }

    @Override
    public void sent(PeerId from, PeerContact to, Envelope envelope, WayOut<Envelope> out) {
        out.send(to, envelope);
        BatonMessage message = envelope.message();
        boolean isNews = !(message instanceof BatonMessage.Hello hello) || isNews(from, hello);
        if (recording && isNews && matters(from, to.id(), message)) {
            String line = "%s -> %s %s".formatted(from, to.id(), Telling.tell(message));
            if (said.add(line)) {
                lines.add("%5d %s".formatted((simulation.world().nanos() - begin) / 1_000_000, line));
            }
        }
    }

    private boolean isNews(PeerId from, BatonMessage.Hello hello) {
        BatonMessage.Hello before = reports.put(from, hello);
        return before == null || before.wish() != hello.wish() || before.entries() != hello.entries();
    }

    private boolean matters(PeerId from, PeerId to, BatonMessage message) {
        if (message instanceof BatonMessage.Ping || message instanceof BatonMessage.Pong) {
            boolean bySomeone =
                    to.equals(silent) || from.equals(Simulation.SCHEDULER) || to.equals(Simulation.SCHEDULER);
            return silent != null && bySomeone;
        }
        return !LEFT_OUT.contains(message.getClass());
    }
}
