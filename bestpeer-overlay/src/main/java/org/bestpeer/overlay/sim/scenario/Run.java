package org.bestpeer.overlay.sim.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.bestpeer.overlay.sim.world.DiskFaults;
import org.bestpeer.overlay.sim.world.NetworkFaults;
import org.bestpeer.overlay.sim.world.World;
import org.jspecify.annotations.Nullable;

/** One run of one scenario. */
final class Run<H extends Harness> {
    private static final int FRAMES_SHOWN = 6;

    private final Scenario<H> scenario;
    private final LongFunction<H> harnesses;
    private final RunLimits limits;
    private @Nullable World<?, ?> world;
    private int step = -1;
    private int sinceCheck;

    Run(Scenario<H> scenario, LongFunction<H> harnesses, RunLimits limits) {
        this.scenario = scenario;
        this.harnesses = harnesses;
        this.limits = limits;
    }

    Outcome run() {
        try {
            play();
            return outcome(Optional.empty());
        } catch (InvariantViolation e) {
            return failed(e.invariant(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | AssertionError e) {
            // Whatever escapes from a process is a bug in it; names of classes and frames are for its developers.
            return failed("no " + e.getClass().getSimpleName(), e.getMessage() + frames(e));
        }
    }

    private static String frames(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .limit(FRAMES_SHOWN)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }

    private void play() {
        H harness = harnesses.apply(scenario.seed());
        World<?, ?> played = harness.world();
        world = played;
        if (limits.checkTouched()) {
            played.watch(harness::checkTouched);
        }
        played.network(scenario.rates().network());
        played.disks(scenario.rates().disks());
        long begin = played.nanos();
        List<Step<H>> steps = scenario.steps();
        for (int i = 0; i < steps.size(); i++) {
            proceed(harness, played, begin + steps.get(i).at().toNanos());
            step = i;
            steps.get(i).action().applyTo(harness);
        }
        played.network(NetworkFaults.NONE);
        played.disks(DiskFaults.NONE);
        played.heal();
        harness.calm();
        proceed(harness, played, played.nanos() + limits.rest().toNanos());
        harness.checkAll();
        harness.checkAtRest();
    }

    private void proceed(H harness, World<?, ?> played, long until) {
        while (played.step(until)) {
            if (++sinceCheck == limits.checkAllEvery()) {
                sinceCheck = 0;
                harness.checkAll();
            }
            if (played.events() > limits.events()) {
                throw new InvariantViolation("comes to rest", "more than %d events".formatted(limits.events()));
            }
        }
    }

    private Outcome failed(String invariant, String message) {
        long events = world == null ? 0 : world.events();
        return outcome(Optional.of(new Violation(scenario.seed(), step, events, invariant, message)));
    }

    private Outcome outcome(Optional<Violation> violation) {
        return world == null ? new Outcome(0, 0, violation) : new Outcome(world.events(), world.hash(), violation);
    }
}
