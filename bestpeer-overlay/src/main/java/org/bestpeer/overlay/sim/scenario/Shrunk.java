package org.bestpeer.overlay.sim.scenario;

/**
 * A small scenario that breaks the same invariant as a larger one.
 *
 * @param scenario the small one
 * @param violation what it breaks
 * @param original number of steps of the larger one
 * @param runs number of runs it took to find it
 * @param <H> kind of harness
 */
public record Shrunk<H>(Scenario<H> scenario, Violation violation, int original, int runs) {
    /**
     * What to print.
     *
     * @param command replays a seed when the seed is put behind it, such as {@code ./bestpeer simulate --seed}
     */
    public String report(String command) {
        StringBuilder text = new StringBuilder();
        text.append("broken: %s%n".formatted(violation.invariant()))
                .append("  %s%n".formatted(violation.message()))
                .append("seed %d, after step %d, event %d%n"
                        .formatted(violation.seed(), violation.step(), violation.event()))
                .append("%d of %d steps are needed (found in %d runs):%n"
                        .formatted(scenario.steps().size(), original, runs));
        scenario.steps().forEach(step -> text.append("  %s%n".formatted(step)));
        if (scenario.rates().equals(FaultRates.NONE)) {
            text.append("no other faults are needed%n".formatted());
        } else {
            text.append("with %s%n".formatted(scenario.rates()));
        }
        return text.append("replay: %s %d%n".formatted(command, violation.seed()))
                .toString();
    }
}
