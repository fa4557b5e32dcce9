package org.bestpeer.overlay.sim.world;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Clock;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.env.Net;
import org.bestpeer.overlay.env.Scheduler;

/** The environment of one life of a process. Once that has ended, whoever still uses it is unwound. */
final class Life<M, S> implements Clock, Scheduler, Net<M>, Disk<S> {
    private static final int WHOLE = -1;

    private final Host<M, S> host;
    private int effectsLeft = WHOLE;
    private boolean over;

    Life(Host<M, S> host) {
        this.host = host;
    }

    Environment<M, S> environment(SplittableRandom random) {
        return new Environment<>(this, this, this, this, random);
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Lets it send and save so many times more, then crash in the middle of what it does. */
    void endAfter(int effects) {
        effectsLeft = effects;
    }

    private void requireAlive() {
        if (over) {
            throw new CrashPoint("%s has crashed".formatted(host.id()));
        }
    }

    private void effect() {
        requireAlive();
        if (effectsLeft == 0) {
            throw new CrashPoint("%s crashes here".formatted(host.id()));
        }
        if (effectsLeft > 0) {
            effectsLeft--;
        }
    }

    @Override
    public long nanos() {
        requireAlive();
        return host.localTime();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        requireAlive();
        TimerEvent timer = new TimerEvent(host, this, host.localTime() + Math.max(0, delay.toNanos()), action);
        host.schedule(timer);
        return timer;
    }

    @Override
    public void send(PeerContact to, M message) {
        effect();
        host.send(this, to, message);
    }

    @Override
    public Optional<S> load() {
        requireAlive();
        return host.disk().load();
    }

    @Override
    public void save(S snapshot) {
        effect();
        host.save(snapshot);
    }
}
