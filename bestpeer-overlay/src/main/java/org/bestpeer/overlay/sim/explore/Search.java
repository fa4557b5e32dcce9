package org.bestpeer.overlay.sim.explore;

import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;

/** Goes through all states that can be reached from one, breadth first or from both ends. */
final class Search<M, S, V> {
    /** When going deep, so many states are looked at from the newest before the oldest is; a course takes some dozens. */
    private static final int SHALLOW_EVERY = 256;

    private final Cast<M, S, V> cast;
    private final int prelude;
    private final Bounds bounds;
    private final SituationCheck<V> check;
    private final LongSet seen = new LongSet();
    private final StateQueue queue = new StateQueue();
    private final Ancestry ancestry = new Ancestry();
    private final State state;
    private final State next;
    private final View view = new View();
    private int expanding = Ancestry.NONE;
    private long steps;
    private long turn;

    /**
     * Prepares a search.
     *
     * @param prelude number of commands that have been given already
     */
    Search(Cast<M, S, V> cast, int prelude, Bounds bounds, SituationCheck<V> check) {
        this.cast = cast;
        this.prelude = prelude;
        this.bounds = bounds;
        this.check = check;
        this.state = new State(cast.size());
        this.next = new State(cast.size());
    }

    Exploration from(State root) {
        try {
            next.copyFrom(root);
            next.bounds(bounds);
            reach(0);
            while (!queue.isEmpty() && seen.size() < bounds.states()) {
                if (cast.options.deep() && ++turn % SHALLOW_EVERY != 0) {
                    queue.pollLast(state);
                } else {
                    queue.pollFirst(state);
                }
                expanding = queue.number();
                expand();
            }
        } catch (InvariantViolation e) {
            return violated(e.invariant() + ": " + e.getMessage());
        } catch (StepFailure e) {
            return violated(String.valueOf(e.getMessage()));
        }
        Exploration.End end = queue.isEmpty() ? Exploration.End.FIXPOINT : Exploration.End.CAPPED;
        return new Exploration(end, seen.size(), steps, ancestry.deepest(), Optional.empty(), List.of());
    }

    private Exploration violated(String message) {
        List<String> trace =
                ancestry.way(ancestry.size() - 1).stream().map(cast::text).toList();
        return new Exploration(
                Exploration.End.VIOLATION, seen.size(), steps, ancestry.deepest(), Optional.of(message), trace);
    }

    /** Notes the next state, if it is new. */
    private void reach(long choice) {
        steps++;
        if (seen.add(next.hash())) {
            ancestry.add(expanding, choice);
            queue.add(next, ancestry.size() - 1);
            check.check(view);
        }
    }

    /** What goes deep takes the last first: troubles come before commands, and plain messages are last. */
    private void expand() {
        boolean brief = cast.hasBriefTimer(state);
        for (int process = 0; process < cast.size(); process++) {
            process(process, brief);
        }
        for (int command = prelude; command < cast.commands.size(); command++) {
            int target = cast.target(command);
            if (!state.isGiven(command - prelude) && state.isUp(target)) {
                command(command, target);
            }
        }
        for (int place = 0; place < state.flights(); place++) {
            // Equal messages are indistinguishable, and sorted.
            if (place == 0 || state.flight(place) != state.flight(place - 1)) {
                flight(place);
            }
        }
    }

    private void flight(int place) {
        int number = state.flight(place);
        Flight<M> flight = cast.flights.get(number);
        int target = flight.target();
        if (!state.isUp(target)) {
            next.copyFrom(state);
            next.removeFlight(place);
            reach(Choice.of(Choice.Kind.DELIVER, Choice.WHOLE, number));
            return;
        }
        Transition step = cast.actor(target).step(state.process(target), number);
        if (state.allows(State.Fault.DUPLICATE) && !flight.own()) {
            next.copyFrom(state);
            next.use(State.Fault.DUPLICATE);
            take(step, target, Choice.of(Choice.Kind.DUPLICATE, Choice.WHOLE, number));
        }
        if (state.allows(State.Fault.LOSS) && !flight.own()) {
            next.copyFrom(state);
            next.removeFlight(place);
            next.use(State.Fault.LOSS);
            reach(Choice.of(Choice.Kind.LOSE, Choice.WHOLE, number));
        }
        for (int cut = firstCut(step, target); cut < step.effects().length; cut++) {
            next.copyFrom(state);
            next.removeFlight(place);
            crashWithin(step, target, cut);
            reach(Choice.of(Choice.Kind.DELIVER, cut, number));
        }
        next.copyFrom(state);
        next.removeFlight(place);
        take(step, target, Choice.of(Choice.Kind.DELIVER, Choice.WHOLE, number));
    }

    private void command(int command, int target) {
        if (cast.commands.get(command).anew()) {
            next.copyFrom(state);
            next.give(command - prelude);
            int dead = cast.actor(target).lost(state.process(target));
            down(target, dead);
            take(cast.actor(target).start(dead), target, Choice.of(Choice.Kind.COMMAND, Choice.WHOLE, command));
            return;
        }
        Transition step = cast.actor(target).step(state.process(target), Actor.command(command));
        for (int cut = firstCut(step, target); cut < step.effects().length; cut++) {
            next.copyFrom(state);
            next.give(command - prelude);
            crashWithin(step, target, cut);
            reach(Choice.of(Choice.Kind.COMMAND, cut, command));
        }
        next.copyFrom(state);
        next.give(command - prelude);
        take(step, target, Choice.of(Choice.Kind.COMMAND, Choice.WHOLE, command));
    }

    private void process(int process, boolean brief) {
        if (!state.isUp(process)) {
            if (bounds.restarts()) {
                next.copyFrom(state);
                Transition step = cast.actor(process).start(state.dead(process));
                take(step, process, Choice.of(Choice.Kind.RESTART, Choice.WHOLE, process));
            }
            return;
        }
        int local = state.process(process);
        boolean expires = brief
                ? cast.actor(process).hasBriefTimer(local)
                : state.allowsTimer() && cast.actor(process).hasTimers(local);
        if (state.flights() == 0 && expires) {
            timer(process, cast.actor(process).step(local, Actor.TIMER));
        }
        if (state.allows(State.Fault.CRASH) && cast.mayCrash(process)) {
            next.copyFrom(state);
            crash(process, cast.actor(process).crashed(local));
            reach(Choice.of(Choice.Kind.CRASH, Choice.WHOLE, process));
        }
    }

    private void timer(int process, Transition step) {
        beginTimer(process);
        take(step, process, Choice.of(Choice.Kind.TIMER, Choice.WHOLE, process));
        for (int cut = firstCut(step, process); cut < step.effects().length; cut++) {
            beginTimer(process);
            crashWithin(step, process, cut);
            reach(Choice.of(Choice.Kind.TIMER, cut, process));
        }
    }

    private void beginTimer(int process) {
        next.copyFrom(state);
        if (!cast.actor(process).hasBriefTimer(state.process(process))) {
            next.useTimer();
        }
    }

    /** Crashes before the first and after the last effect are those between steps. */
    private int firstCut(Transition step, int process) {
        return state.allows(State.Fault.CRASH) && cast.mayCrash(process) ? 1 : step.effects().length;
    }

    private void take(Transition step, int process, long choice) {
        String failure = step.failure();
        if (failure != null) {
            ancestry.add(expanding, choice);
            throw new StepFailure(failure);
        }
        next.up(process, step.next());
        for (int sent : step.sent()) {
            next.addFlight(sent);
        }
        reach(choice);
    }

    private void crashWithin(Transition step, int process, int effects) {
        for (int i = 0; i < effects; i++) {
            if (!Transition.isSave(step.effects()[i])) {
                next.addFlight(step.effects()[i]);
            }
        }
        crash(process, cast.actor(process).crashedAfter(state.process(process), step, effects));
    }

    private void crash(int process, int dead) {
        next.use(State.Fault.CRASH);
        down(process, dead);
    }

    /** Messages of a process to itself end with it. */
    private void down(int process, int dead) {
        next.down(process, dead);
        for (int place = next.flights() - 1; place >= 0; place--) {
            Flight<M> flight = cast.flights.get(next.flight(place));
            if (flight.own() && flight.target() == process) {
                next.removeFlight(place);
            }
        }
    }

    /** The next state, as checks see it. */
    private final class View implements Situation<V> {
        @Override
        public int size() {
            return cast.size();
        }

        @Override
        public Optional<V> view(int process) {
            return next.isUp(process) ? Optional.of(cast.actor(process).view(next.process(process))) : Optional.empty();
        }

        @Override
        public int pending() {
            return next.flights();
        }

        @Override
        public int crashes() {
            return bounds.crashes() - next.left(State.Fault.CRASH);
        }

        @Override
        public int losses() {
            return bounds.losses() - next.left(State.Fault.LOSS);
        }

        @Override
        public boolean isQuiet() {
            boolean quiet =
                    next.flights() == 0 && next.given() == cast.commands.size() - prelude && !cast.hasBriefTimer(next);
            for (int process = 0; quiet && process < cast.size(); process++) {
                quiet = next.isUp(process);
            }
            return quiet;
        }

        @Override
        public boolean isFinal() {
            boolean last = isQuiet();
            for (int process = 0; last && process < cast.size(); process++) {
                last = !cast.actor(process).hasTimers(next.process(process));
            }
            return last;
        }
    }
}
