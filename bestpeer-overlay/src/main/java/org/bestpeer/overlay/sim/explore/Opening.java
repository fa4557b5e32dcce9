package org.bestpeer.overlay.sim.explore;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happens before the exploration begins, in one fixed order. */
final class Opening<M, S, V> {
    private final Cast<M, S, V> cast;
    private final State state;
    private final Deque<Integer> flights = new ArrayDeque<>();

    Opening(Cast<M, S, V> cast) {
        this.cast = cast;
        this.state = new State(cast.size());
    }

    State play(int commands, int timers) {
        for (int process = 0; process < cast.size(); process++) {
            take(process, cast.actor(process).start(cast.actor(process).unborn()));
        }
        settle(timers);
        for (int command = 0; command < commands; command++) {
            int target = cast.target(command);
            take(target, cast.actor(target).step(state.process(target), Actor.command(command)));
            settle(timers);
        }
        return state;
    }

    private void settle(int timers) {
        deliver();
        int process = 0;
        for (int expired = 0; expired < timers; process++) {
            int number = process % cast.size();
            if (cast.actor(number).hasTimers(state.process(number))) {
                take(number, cast.actor(number).step(state.process(number), Actor.TIMER));
                deliver();
                expired++;
            } else if (process >= cast.size() * (timers + 1)) {
                return;
            }
        }
    }

    private void deliver() {
        while (!flights.isEmpty()) {
            int flight = flights.removeFirst();
            int target = cast.flights.get(flight).target();
            take(target, cast.actor(target).step(state.process(target), flight));
        }
    }

    private void take(int process, Transition step) {
        if (step.failure() != null) {
            throw new IllegalStateException("before the exploration: %s".formatted(step.failure()));
        }
        state.up(process, step.next());
        for (int sent : step.sent()) {
            flights.addLast(sent);
        }
    }
}
