package org.bestpeer.overlay.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a failing scenario smaller by delta debugging: leaves out steps in ever smaller chunks, then kinds of faults, as
 * long as the same invariant is broken.
 *
 * @param <H> kind of harness
 */
public final class Shrinker<H extends Harness> {
    private final Runner<H> runner;
    private final int budget;
    private int runs;
    private Scenario<H> smallest;
    private Violation violation;

    private Shrinker(Runner<H> runner, int budget, Scenario<H> failing, Violation violation) {
        this.runner = runner;
        this.budget = budget;
        this.smallest = failing;
        this.violation = violation;
    }

    /**
     * Shrinks a scenario that broke something.
     *
     * @param budget number of runs it may take
     */
    public static <H extends Harness> Shrunk<H> shrink(
            Runner<H> runner, Scenario<H> failing, Violation violation, int budget) {
        Shrinker<H> shrinker = new Shrinker<>(runner, budget, failing, violation);
        shrinker.shrink();
        return new Shrunk<>(
                shrinker.smallest, shrinker.violation, failing.steps().size(), shrinker.runs);
    }

    private void shrink() {
        int reached = violation.step() + 1;
        if (reached < smallest.steps().size()) {
            fails(smallest.withSteps(smallest.steps().subList(0, reached)));
        }
        boolean smaller = true;
        while (smaller && runs < budget) {
            int steps = smallest.steps().size();
            leaveOutSteps();
            smaller = leaveOutFaults() || smallest.steps().size() < steps;
        }
    }

    /** Zeller and Hildebrandt's ddmin, without its test of the chunks alone, which seldom fail for a protocol. */
    private void leaveOutSteps() {
        if (!smallest.steps().isEmpty() && fails(smallest.withSteps(List.of()))) {
            return;
        }
        int chunks = 2;
        while (!smallest.steps().isEmpty() && runs < budget) {
            int size = smallest.steps().size();
            int length = (size + chunks - 1) / chunks;
            if (leaveOutChunk(length)) {
                chunks = Math.max(2, chunks - 1);
            } else if (length == 1) {
                return;
            } else {
                chunks = Math.min(size, chunks * 2);
            }
        }
    }

    /** Later steps first, as the violation needs the earlier ones more often. */
    private boolean leaveOutChunk(int length) {
        List<Step<H>> steps = smallest.steps();
        for (int end = steps.size(); end > 0 && runs < budget; end -= length) {
            List<Step<H>> rest = new ArrayList<>(steps.subList(0, Math.max(0, end - length)));
            rest.addAll(steps.subList(end, steps.size()));
            if (fails(smallest.withSteps(rest))) {
                return true;
            }
        }
        return false;
    }

    private boolean leaveOutFaults() {
        boolean left = false;
        for (FaultRates candidate : FewerFaults.of(smallest.rates())) {
            left |= runs < budget && fails(smallest.withRates(candidate));
            if (left) {
                break;
            }
        }
        return left;
    }

    private boolean fails(Scenario<H> candidate) {
        runs++;
        Optional<Violation> found = runner.run(candidate).violation();
        if (found.isPresent() && found.get().invariant().equals(violation.invariant())) {
            smallest = candidate;
            violation = found.get();
            return true;
        }
        return false;
    }
}
