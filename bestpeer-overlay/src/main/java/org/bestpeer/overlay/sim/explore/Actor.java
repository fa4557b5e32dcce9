package org.bestpeer.overlay.sim.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.sim.world.EventHash;
import org.bestpeer.overlay.sim.world.Process;
import org.jspecify.annotations.Nullable;

/** All states of one process that were seen, and what it does in each of them when it is given something. */
final class Actor<M, S, V> {
    static final int TIMER = -1;
    private static final int START = Integer.MIN_VALUE;
    private static final int NOBODY = -1;
    private static final int BLANK = 0;

    private final int number;
    private final PeerContact contact;
    private final ExplorerSpec<M, S, V> spec;
    private final Flights<M> flights;
    private final List<Command<M>> commands;
    private final Index<Local<V>> locals = new Index<>();
    private final Index<Transition> transitions = new Index<>();
    private final Index<Optional<S>> disks = new Index<>();
    private final Index<Dead> dead = new Index<>();

    /** A state: how it was first reached, and what is to be seen of it. */
    private record Local<V>(int before, int input, V view, Ground ground) {}

    /** What checks do not see of a state. */
    private record Ground(int disk, long lives, int timers, int root) {}

    /** A process that does not run. */
    private record Dead(int disk, long lives) {}

    Actor(
            int number,
            PeerContact contact,
            ExplorerSpec<M, S, V> spec,
            Flights<M> flights,
            List<Command<M>> commands) {
        this.number = number;
        this.contact = contact;
        this.spec = spec;
        this.flights = flights;
        this.commands = commands;
        disks.add(BLANK, Optional.empty());
    }

    static int command(int index) {
        return -2 - index;
    }

    V view(int local) {
        return locals.get(local).view;
    }

    boolean hasTimers(int local) {
        return locals.get(local).ground.timers > 0;
    }

    /** Number of a process that has never run. */
    int unborn() {
        return dead(BLANK, 0);
    }

    /** Number of the process after it crashed in this state. */
    int crashed(int local) {
        Ground ground = locals.get(local).ground;
        return dead(ground.disk, ground.lives);
    }

    /** Number of the process after it crashed in the middle of a step, when it had done so many things. */
    int crashedAfter(int local, Transition step, int effects) {
        Ground ground = locals.get(local).ground;
        int disk = ground.disk;
        for (int i = 0; i < effects; i++) {
            disk = Transition.isSave(step.effects()[i]) ? Transition.disk(step.effects()[i]) : disk;
        }
        return dead(disk, ground.lives);
    }

    private int dead(int disk, long lives) {
        long key = ((long) disk << Integer.SIZE) + lives;
        int known = dead.find(key);
        return known == Index.ABSENT ? dead.add(key, new Dead(disk, lives)) : known;
    }

    /** Lets it start again. */
    Transition start(int deadNumber) {
        long key = -1L - deadNumber;
        int known = transitions.find(key);
        return transitions.get(
                known == Index.ABSENT ? transitions.add(key, carryOut(NOBODY, START, deadNumber)) : known);
    }

    /** Gives it a flight, a timer or a command. */
    Transition step(int local, int input) {
        long key = ((long) local << Integer.SIZE) | (input & 0xFFFFFFFFL);
        int known = transitions.find(key);
        return transitions.get(
                known == Index.ABSENT
                        ? transitions.add(key, carryOut(local, input, locals.get(local).ground.root))
                        : known);
    }

    /** Repeats the history of a state, then lets it take one step more. */
    private Transition carryOut(int local, int input, int root) {
        Recorder recorder = new Recorder();
        Dead cradle = dead.get(root);
        long life = cradle.lives + 1;
        recorder.disk = cradle.disk;
        LocalEnvironment<M, S> env =
                new LocalEnvironment<>(number, life, disks.get(cradle.disk).orElse(null), recorder);
        try {
            Process<M> process = spec.factory().start(contact, life, env.environment());
            for (int past : history(local)) {
                give(process, env, past);
            }
            recorder.clear(input);
            give(process, env, input);
            V view = spec.view().apply(process);
            long hash = EventHash.mix(spec.viewHash().applyAsLong(view)) + env.timersHash();
            long key = EventHash.mix(hash) + EventHash.mix(diskHash(recorder.disk) * 31 + life);
            int next = locals.find(key);
            if (next == Index.ABSENT) {
                Ground ground = new Ground(recorder.disk, life, env.timers(), root);
                next = locals.add(key, new Local<>(local, input, view, ground));
            }
            return recorder.transition(next, null);
        } catch (RuntimeException | AssertionError e) {
            return recorder.transition(NOBODY, e.toString());
        }
    }

    private int[] history(int local) {
        int length = 0;
        for (int at = local; at != NOBODY; at = locals.get(at).before) {
            length++;
        }
        int[] inputs = new int[length];
        for (int at = local; at != NOBODY; at = locals.get(at).before) {
            inputs[--length] = locals.get(at).input;
        }
        return inputs;
    }

    private void give(Process<M> process, LocalEnvironment<M, S> env, int input) {
        if (input >= 0) {
            process.receive(flights.get(input).message());
        } else if (input == TIMER) {
            env.expire();
        } else if (input != START) {
            commands.get(-2 - input).action().accept(process);
        }
    }

    private long diskHash(int disk) {
        return disks.get(disk)
                .map(saved -> EventHash.mix(spec.snapshotHash().applyAsLong(saved)))
                .orElse(0L);
    }

    private int disk(S saved) {
        long key = EventHash.mix(spec.snapshotHash().applyAsLong(saved)) | 1;
        int known = disks.find(key);
        return known == Index.ABSENT ? disks.add(key, Optional.of(saved)) : known;
    }

    private final class Recorder implements LocalEnvironment.Effects<M, S> {
        private final List<Integer> effects = new ArrayList<>();
        private int disk;

        @Override
        public void sent(PeerContact to, M message) {
            int flight = flights.number(number, to, message);
            if (flight != Flights.NOWHERE) {
                effects.add(flight);
            }
        }

        @Override
        public void saved(S snapshot) {
            disk = disk(snapshot);
            effects.add(Transition.save(disk));
        }

        /** Forgets the past; what a start does belongs to it. */
        void clear(int input) {
            if (input != START) {
                effects.clear();
            }
        }

        Transition transition(int next, @Nullable String failure) {
            int[] all = effects.stream().mapToInt(Integer::intValue).toArray();
            int[] sent = Arrays.stream(all).filter(effect -> !Transition.isSave(effect)).toArray();
            return new Transition(next, all, sent, failure);
        }
    }
}
