package org.bestpeer.overlay.sim.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Options options;
    private final Map<Integer, Way> otherWays = new HashMap<>();

    /** A state: what tells it apart, how it was first reached, and what is to be seen of it. */
    private record Local<V>(long key, Way way, V view, Ground ground) {}

    /** How a state is reached: by giving something to a process in the state before, or from the start of a life. */
    private record Way(int before, int input, int root) {}

    /** What checks do not see of a state. */
    private record Ground(int disk, long lives, long firstTimer) {}

    /** A process that does not run. */
    private record Dead(int disk, long lives) {}

    Actor(
            int number,
            PeerContact contact,
            ExplorerSpec<M, S, V> spec,
            Flights<M> flights,
            List<Command<M>> commands,
            Options options) {
        this.options = options;
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
        return locals.get(local).ground.firstTimer != LocalEnvironment.NEVER;
    }

    /** Whether its first timer is a brief one. */
    boolean hasBriefTimer(int local) {
        return locals.get(local).ground.firstTimer <= options.brief().toNanos();
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

    /** Number of the process after its machine was lost in this state. */
    int lost(int local) {
        return dead(BLANK, locals.get(local).ground.lives);
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
                known == Index.ABSENT
                        ? transitions.add(key, carryOut(List.of(new Way(NOBODY, START, deadNumber))))
                        : known);
    }

    /** Gives it a flight, a timer or a command. */
    Transition step(int local, int input) {
        long key = ((long) local << Integer.SIZE) | (input & 0xFFFFFFFFL);
        int known = transitions.find(key);
        return transitions.get(known == Index.ABSENT ? transitions.add(key, firstStep(local, input)) : known);
    }

    private Transition firstStep(int local, int input) {
        Way first = locals.get(local).way;
        Way last = new Way(local, input, first.root);
        Transition step = carryOut(history(first, last));
        Way second = otherWays.get(local);
        if (second != null && !step.isLike(carryOut(history(second, last)))) {
            throw new IllegalStateException(
                    ("two states of %s with the same hash behave differently: one after %s, the other after %s;"
                                    + " given %s; let the hash tell them apart")
                            .formatted(contact.id(), text(first), text(second), text(input)));
        }
        return step;
    }

    /** Repeats a history from the start of a life, whose last step is new. */
    private Transition carryOut(List<Way> history) {
        Recorder recorder = new Recorder();
        Dead cradle = dead.get(history.get(0).root);
        long life = cradle.lives + 1;
        recorder.recording = history.size() == 1;
        recorder.disk = cradle.disk;
        StepRandom random = new StepRandom();
        LocalEnvironment<M, S> env =
                new LocalEnvironment<>(life, disks.get(cradle.disk).orElse(null), options.instant(), recorder);
        try {
            random.beginStep(number + diskHash(cradle.disk), (int) life);
            Process<M> process = spec.factory().start(contact, life, env.environment(random));
            env.endStep();
            for (int i = 1; i < history.size(); i++) {
                Way past = history.get(i);
                if (i == history.size() - 1) {
                    recorder.recording = true;
                    recorder.disk = locals.get(past.before).ground.disk;
                }
                random.beginStep(locals.get(past.before).key, past.input);
                give(process, env, past.input);
                env.endStep();
            }
            return recorder.transition(reached(process, env, recorder.disk, history), null);
        } catch (RuntimeException | AssertionError e) {
            return recorder.transition(NOBODY, e.toString());
        }
    }

    /** Number of the state in which a process is now. */
    private int reached(Process<M> process, LocalEnvironment<M, S> env, int disk, List<Way> history) {
        Way way = history.get(history.size() - 1);
        long life = dead.get(history.get(0).root).lives + 1;
        V view = spec.view().apply(process);
        long hash = EventHash.mix(spec.viewHash().applyAsLong(view)) + env.timersHash();
        long key = EventHash.mix(hash) + EventHash.mix(diskHash(disk) * 31 + life);
        int known = locals.find(key);
        if (known == Index.ABSENT) {
            return locals.add(key, new Local<>(key, way, view, new Ground(disk, life, env.firstDelay())));
        }
        if (options.audited() && !way.equals(locals.get(known).way)) {
            otherWays.putIfAbsent(known, way);
        }
        return known;
    }

    /** All ways from the start of a life to the end of this one, and one more. */
    private List<Way> history(Way reached, Way further) {
        List<Way> ways = new ArrayList<>();
        ways.add(further);
        Way way = reached;
        while (way.before != NOBODY) {
            ways.add(way);
            way = locals.get(way.before).way;
        }
        ways.add(way);
        Collections.reverse(ways);
        return ways;
    }

    private String text(Way way) {
        List<Way> ways = way.before == NOBODY ? List.of(way) : history(locals.get(way.before).way, way);
        return ways.stream().map(past -> text(past.input)).toList().toString();
    }

    private String text(int input) {
        if (input == START) {
            return "start";
        }
        if (input == TIMER) {
            return "timer";
        }
        return input >= 0
                ? String.valueOf(flights.get(input).message())
                : commands.get(-2 - input).name();
    }

    private void give(Process<M> process, LocalEnvironment<M, S> env, int input) {
        if (input >= 0) {
            process.receive(flights.get(input).message());
        } else if (input == TIMER) {
            env.expire();
        } else {
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
        /** Only in the last step of a history. */
        private boolean recording;

        @Override
        public void sent(PeerContact to, M message) {
            if (!recording) {
                return;
            }
            int flight = flights.number(number, to, message);
            if (flight != Flights.NOWHERE) {
                effects.add(flight);
            }
        }

        @Override
        public void saved(S snapshot) {
            if (!recording) {
                return;
            }
            disk = disk(snapshot);
            effects.add(Transition.save(disk));
        }

        Transition transition(int next, @Nullable String failure) {
            int[] all = effects.stream().mapToInt(Integer::intValue).toArray();
            int[] sent = Arrays.stream(all)
                    .filter(effect -> !Transition.isSave(effect))
                    .toArray();
            return new Transition(next, all, sent, failure);
        }
    }
}
