package org.bestpeer.overlay.sim.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Processes with a network, clocks and disks between which anything may go wrong, all of it from one seed. Whoever drives it
 * adds processes, switches faults on and off at any moment, and lets time pass; all on one thread.
 *
 * @param <M> kind of message
 * @param <S> kind of snapshot
 */
public final class World<M, S> {
    private final WorldSpec<M, S> spec;
    private final SplittableRandom random;
    private final Timeline timeline = new Timeline();
    private final Network<M, S> network = new Network<>(this);
    private final Map<PeerId, Host<M, S>> hosts = new HashMap<>();
    private final List<Host<M, S>> inOrder = new ArrayList<>();
    private @Nullable Watcher watcher;

    public World(long seed, WorldSpec<M, S> spec) {
        this.spec = spec;
        this.random = new SplittableRandom(seed);
    }

    /** Adds an actor and starts it. */
    public void add(PeerContact contact) {
        add(contact, Duration.ZERO);
    }

    /** Adds an actor whose clock is off by so much, and starts it. */
    public void add(PeerContact contact, Duration skew) {
        Host<M, S> host = new Host<>(this, inOrder.size(), contact, random.split());
        if (hosts.putIfAbsent(contact.id(), host) != null) {
            throw new IllegalArgumentException("there is a %s already".formatted(contact.id()));
        }
        inOrder.add(host);
        host.clock().skew(skew.toNanos());
        host.start();
    }

    /** Ends a life, keeping the disk; nothing happens if the actor does not run. */
    public void crash(PeerId id) {
        known(id).crash();
    }

    /** Ends many lives at the same moment. */
    public void kill(Collection<PeerId> victims) {
        victims.forEach(this::crash);
    }

    /** Lets a process send and save so many times more, then crash before the next, in the middle of what it does. */
    public void crashAfter(PeerId id, int effects) {
        Life<M, S> life = known(id).life();
        if (life != null) {
            life.endAfter(effects);
        }
    }

    /** Starts another life, after crashing one that still runs. */
    public void restart(PeerId id, DiskState state) {
        Host<M, S> host = known(id);
        host.crash();
        host.disk().restore(state);
        host.start();
    }

    /** Starts another life at another address. */
    public void restart(PeerContact moved, DiskState state) {
        crash(moved.id());
        known(moved.id()).move(moved);
        restart(moved.id(), state);
    }

    /** Lets a process do nothing for a time; then all that came meanwhile happens at once. */
    public void pause(PeerId id, Duration time) {
        known(id).standStillFor(time.toNanos());
    }

    /** Lets a clock go so many times as fast as time. */
    public void clockRate(PeerId id, double rate) {
        Host<M, S> host = known(id);
        host.clock().goAt(rate, timeline.now());
        reschedule(host);
    }

    /** Puts a clock forward; timers that are now overdue expire at once. */
    public void clockJump(PeerId id, Duration ahead) {
        Host<M, S> host = known(id);
        host.clock().jump(ahead.toNanos());
        reschedule(host);
    }

    private void reschedule(Host<M, S> host) {
        List<TimerEvent> timers = new ArrayList<>();
        timeline.queue.forEach(event -> {
            if (event instanceof TimerEvent timer && timer.host() == host) {
                timers.add(timer);
            }
        });
        // The heap's own order depends on history that a clock must not reveal.
        timers.sort((one, other) -> Long.compare(one.due(), other.due()));
        for (TimerEvent timer : timers) {
            timeline.cancel(timer);
            host.schedule(timer);
        }
    }

    /** From now on, the network does this to messages that are sent. */
    public void network(NetworkFaults faults) {
        network.faults(faults);
    }

    /** What the network does to messages now. */
    public NetworkFaults networkFaults() {
        return network.faults();
    }

    /** Begins a partition; several may be there at once. */
    public void cut(String name, Cut cut) {
        network.cut(name, cut);
    }

    public void heal(String name) {
        network.heal(name);
    }

    /** Ends all partitions. */
    public void heal() {
        network.healAll();
    }

    /** From now on, the disk of an actor does this. */
    public void disk(PeerId id, DiskFaults faults) {
        known(id).disk().faults(faults);
    }

    /** From now on, the disks of all who are there do this. */
    public void disks(DiskFaults faults) {
        inOrder.forEach(host -> host.disk().faults(faults));
    }

    /** From now on, a disk keeps up to so many old states for {@link DiskState#OLD}; older ones more sparsely. */
    public void keepBackups(PeerId id, int count) {
        known(id).disk().keepBackups(count);
    }

    /** From now on, all that is sent goes through somebody; null for nobody. */
    public void intercept(@Nullable Interceptor<M> interceptor) {
        network.intercept(interceptor);
    }

    /** Lets a message arrive that nobody sent. */
    public void inject(PeerContact to, M message, Duration later) {
        network.inject(to, message, later);
    }

    /** Commands a process; now, or as soon as it no longer stands still. False if it does not run. */
    public <P> boolean act(PeerId id, Class<P> kind, Consumer<? super P> action) {
        Host<M, S> host = known(id);
        Life<M, S> life = host.life();
        Process<M> process = host.process();
        if (life == null || process == null) {
            return false;
        }
        P target = kind.cast(process);
        TimerEvent command = new TimerEvent(host, life, host.localTime(), () -> action.accept(target));
        command.fire();
        return true;
    }

    /** Does something after a time, between events. */
    public void after(Duration delay, Runnable action) {
        timeline.at(timeline.now() + delay.toNanos(), new Timeline.Appointment(action));
    }

    /** Tells somebody which process did something; null for nobody. */
    public void watch(@Nullable Watcher newWatcher) {
        watcher = newWatcher;
    }

    /** Lets the next event happen, if it is not later than this; false, and the time has come, if there is none. */
    public boolean step(long untilNanos) {
        return timeline.step(untilNanos);
    }

    /** Lets time pass. */
    public void run(Duration time) {
        long until = timeline.now() + time.toNanos();
        boolean more = true;
        while (more) {
            more = timeline.step(until);
        }
    }

    /** Lets time pass until something is so; false if it is not so by then. */
    public boolean runUntil(BooleanSupplier goal, Duration limit) {
        long until = timeline.now() + limit.toNanos();
        while (!goal.getAsBoolean()) {
            if (!timeline.step(until)) {
                return goal.getAsBoolean();
            }
        }
        return true;
    }

    public boolean isUp(PeerId id) {
        Host<M, S> host = hosts.get(id);
        return host != null && host.isUp();
    }

    public boolean knows(PeerId id) {
        return hosts.containsKey(id);
    }

    /** The process of a running actor. Not to be called from outside; see {@link #act}. */
    public Optional<Process<M>> process(PeerId id) {
        return Optional.ofNullable(known(id).process());
    }

    public PeerContact contact(PeerId id) {
        return known(id).contact();
    }

    /** All actors, in order of their adding. */
    public List<PeerId> all() {
        return inOrder.stream().map(Host::id).toList();
    }

    /** The actors that run, in order of their adding. */
    public List<PeerId> living() {
        return inOrder.stream().filter(Host::isUp).map(Host::id).toList();
    }

    /** The world's time. */
    public long nanos() {
        return timeline.now();
    }

    /** Number of events so far. */
    public long events() {
        return timeline.events();
    }

    /** Number of events that are to come, as far as is known. */
    public int pending() {
        return timeline.queue.size();
    }

    /** Depends on every event so far; see {@link EventHash}. */
    public long hash() {
        return timeline.hash.value();
    }

    /** Number of messages that processes sent, without duplicates. */
    public long sent() {
        return network.sent();
    }

    /** Number of messages that the network lost. */
    public long lost() {
        return network.lost();
    }

    /** A source of chance for whoever drives the world. */
    public SplittableRandom split() {
        return random.split();
    }

    private Host<M, S> known(PeerId id) {
        Host<M, S> host = hosts.get(id);
        if (host == null) {
            throw new IllegalArgumentException("no %s in this world".formatted(id));
        }
        return host;
    }

    @Nullable
    Host<M, S> host(PeerId id) {
        return hosts.get(id);
    }

    WorldSpec<M, S> spec() {
        return spec;
    }

    Timeline timeline() {
        return timeline;
    }

    Network<M, S> network() {
        return network;
    }

    void touched(Host<M, S> host) {
        if (watcher != null) {
            watcher.touched(host.id());
        }
    }
}
