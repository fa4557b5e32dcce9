package org.bestpeer.overlay.sim.world;

import java.util.SplittableRandom;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** Where one actor lives, over all its lives: its clock, its disk, its inbox. */
final class Host<M, S> {
    private static final int MESSAGE = 1;
    private static final int TIMER = 2;
    private static final int START = 3;
    private static final int CRASH = 4;

    private final World<M, S> world;
    private final int number;
    private final SplittableRandom random;
    private final SimulatedDisk<S> disk;
    private final HostClock clock = new HostClock();

    /** Faults of the messages it sends are drawn here, so that other hosts' luck does not depend on it. */
    final SplittableRandom luck;

    private PeerContact contact;
    private long lives;
    private @Nullable Life<M, S> life;
    private @Nullable Process<M> process;
    private long stillUntil;

    Host(World<M, S> world, int number, PeerContact contact, SplittableRandom random) {
        this.world = world;
        this.number = number;
        this.contact = contact;
        this.random = random;
        this.luck = random.split();
        this.disk = new SimulatedDisk<>(random.split());
    }

    PeerId id() {
        return contact.id();
    }

    PeerContact contact() {
        return contact;
    }

    SimulatedDisk<S> disk() {
        return disk;
    }

    @Nullable
    Life<M, S> life() {
        return life;
    }

    @Nullable
    Process<M> process() {
        return process;
    }

    boolean isUp() {
        return life != null;
    }

    long lives() {
        return lives;
    }

    HostClock clock() {
        return clock;
    }

    long localTime() {
        return clock.local(Math.max(world.nanos(), stillUntil));
    }

    void move(PeerContact newContact) {
        contact = newContact;
    }

    /** Starts a life, which may end at once if the disk cannot be read. */
    void start() {
        if (life != null) {
            throw new IllegalStateException("%s runs already".formatted(id()));
        }
        lives++;
        stillUntil = 0;
        Life<M, S> begun = new Life<>(this);
        life = begun;
        world.timeline().record(START, number, lives);
        try {
            Process<M> started = world.spec().factory().start(contact, lives, begun.environment(random.split()));
            if (begun == life) {
                process = started;
            }
        } catch (CrashPoint | DiskFailure e) {
            endOf(begun);
        }
        world.touched(this);
    }

    void crash() {
        Life<M, S> ended = life;
        if (ended != null) {
            ended.end();
            life = null;
            process = null;
            disk.crash(world.nanos());
            world.timeline().record(CRASH, number, lives);
            world.touched(this);
        }
    }

    private void endOf(Life<M, S> ended) {
        if (ended == life) {
            crash();
        }
    }

    void standStillFor(long nanos) {
        stillUntil = Math.max(stillUntil, world.nanos() + nanos);
    }

    /** Whether the process stands still, so that the event had to be put off. */
    boolean defers(Event event) {
        if (stillUntil <= world.nanos() || life == null) {
            return false;
        }
        world.timeline().at(stillUntil, event);
        return true;
    }

    /** Hands a message to the process, if there is one at this address. */
    boolean deliver(PeerContact to, M message) {
        Life<M, S> current = life;
        Process<M> receiver = process;
        if (current == null || receiver == null || !to.equals(contact)) {
            return false;
        }
        world.timeline().record(MESSAGE, number, world.spec().messageHash().applyAsLong(message));
        try {
            receiver.receive(message);
        } catch (CrashPoint | DiskFailure e) {
            endOf(current);
        }
        world.touched(this);
        return true;
    }

    /** Lets a life do something that was due. */
    boolean expire(Life<?, ?> owner, long due, Runnable action) {
        Life<M, S> current = life;
        if (current == null || current != owner) {
            return false;
        }
        world.timeline().record(TIMER, number, due);
        try {
            action.run();
        } catch (CrashPoint | DiskFailure e) {
            endOf(current);
        }
        world.touched(this);
        return true;
    }

    void schedule(TimerEvent timer) {
        world.timeline().at(clock.world(timer.due()), timer);
    }

    void cancel(TimerEvent timer) {
        world.timeline().cancel(timer);
    }

    void send(Life<M, S> sender, PeerContact to, M message) {
        if (stillUntil > world.nanos()) {
            world.timeline()
                    .at(stillUntil, new Departure(sender, () -> world.network().send(this, sender, to, message)));
        } else {
            world.network().send(this, sender, to, message);
        }
    }

    void save(S snapshot) {
        long delay = disk.delay();
        if (delay > 0) {
            stillUntil = Math.max(world.nanos(), stillUntil) + delay;
        }
        disk.save(world.spec().storage().apply(snapshot), Math.max(world.nanos(), stillUntil));
    }
}
