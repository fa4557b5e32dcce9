package org.bestpeer.overlay.sim.explore;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Clock;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.env.Net;
import org.bestpeer.overlay.env.Scheduler;
import org.bestpeer.overlay.sim.world.EventHash;
import org.jspecify.annotations.Nullable;

/** The environment of one life. Depends on nothing outside, so that repeating what happened gives the same life. */
final class LocalEnvironment<M, S> implements Clock, Scheduler, Net<M>, Disk<S> {
    static final long LIFETIME = Duration.ofHours(1).toNanos();

    static final long NEVER = Long.MAX_VALUE;

    private final Effects<M, S> effects;
    private final long instant;
    private final List<LocalTimer> timers = new ArrayList<>();
    private final Queue<LocalTimer> atOnce = new ArrayDeque<>();
    private @Nullable S saved;
    private long now;

    /** Is told what a process does to the world. */
    interface Effects<M, S> {
        void sent(PeerContact to, M message);

        void saved(S snapshot);
    }

    /**
     * Begins a life.
     *
     * @param instant timers that are set to no more than this expire at the end of the step, in no time
     */
    LocalEnvironment(long life, @Nullable S saved, Duration instant, Effects<M, S> effects) {
        this.instant = instant.toNanos();
        this.effects = effects;
        this.saved = saved;
        this.now = life * LIFETIME;
    }

    Environment<M, S> environment(RandomGenerator random) {
        return new Environment<>(this, this, this, this, random);
    }

    /** Depends on the delays with which the timers were set, in the order in which they are due; not on the time. */
    long timersHash() {
        long hash = 1;
        for (LocalTimer timer : timers) {
            hash = EventHash.mix(hash * 31 + timer.delay);
        }
        return hash;
    }

    /** To what the first timer was set; nothing if there is none. */
    long firstDelay() {
        return timers.isEmpty() ? NEVER : timers.get(0).delay;
    }

    /** Whether this is a field of an environment in which there is nothing of the process. */
    static boolean isOutside(Field field) {
        return field.getDeclaringClass() == LocalEnvironment.class
                && !field.getName().equals("timers");
    }

    /** Ends a step: lets expire what takes no time. */
    void endStep() {
        for (LocalTimer timer = atOnce.poll(); timer != null; timer = atOnce.poll()) {
            timer.action.run();
        }
    }

    /** Lets the first timer expire. */
    void expire() {
        LocalTimer first = timers.remove(0);
        now = first.due;
        first.action.run();
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        long nanos = Math.max(0, delay.toNanos());
        LocalTimer timer = new LocalTimer(now + nanos, nanos, action);
        if (nanos <= instant) {
            atOnce.add(timer);
            return timer;
        }
        int place = timers.size();
        while (place > 0 && timers.get(place - 1).due > timer.due) {
            place--;
        }
        timers.add(place, timer);
        return timer;
    }

    @Override
    public void send(PeerContact to, M message) {
        effects.sent(to, message);
    }

    @Override
    public Optional<S> load() {
        return Optional.ofNullable(saved);
    }

    @Override
    public void save(S snapshot) {
        saved = snapshot;
        effects.saved(snapshot);
    }

    private final class LocalTimer implements Timer {
        private final long due;
        private final long delay;
        private final Runnable action;

        LocalTimer(long due, long delay, Runnable action) {
            this.due = due;
            this.delay = delay;
            this.action = action;
        }

        @Override
        public void cancel() {
            timers.removeIf(timer -> timer == this);
            atOnce.removeIf(timer -> timer == this);
        }
    }
}
