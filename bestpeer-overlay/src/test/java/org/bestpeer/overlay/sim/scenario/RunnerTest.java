package org.bestpeer.overlay.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final RunLimits LIMITS = new RunLimits(true, 50, Duration.ofSeconds(5), 100_000);

    private static Runner<RegisterHarness> runner(Register.Bug bug) {
        return new Runner<>(seed -> new RegisterHarness(seed, bug), LIMITS);
    }

    private static Campaign campaign(Register.Bug bug, int wanted) {
        return Campaign.run(runner(bug), RegisterHarness::scenario, new Campaign.Seeds(1, 500), wanted, 5);
    }

    @Test
    void aRightProtocolPassesAllSeedsAndEachGivesTheSameRunTwice() {
        Campaign campaign = campaign(Register.Bug.NONE, 1);
        assertThat(campaign.violations()).isEmpty();
        assertThat(campaign.runs()).isEqualTo(500);
        assertThat(campaign.events()).isGreaterThan(10_000);
    }

    @Test
    void findsAPlantedBugAndShrinksItToWhatItNeeds() {
        Violation violation =
                campaign(Register.Bug.BACKUP_DOES_NOT_SAVE, 1).violations().get(0);
        Shrunk<RegisterHarness> shrunk = Shrinker.shrink(
                runner(Register.Bug.BACKUP_DOES_NOT_SAVE), RegisterHarness.scenario(violation.seed()), violation, 200);

        assertThat(shrunk.scenario().steps()).hasSizeLessThanOrEqualTo(3);
        assertThat(shrunk.scenario().rates()).isEqualTo(FaultRates.NONE);
        assertThat(shrunk.scenario().steps()).anyMatch(step -> step.action() instanceof RegisterHarness.Write);
        assertThat(shrunk.report("./bestpeer simulate --seed"))
                .contains("acknowledged writes stay", "steps are needed", "no other faults are needed")
                .contains("replay: ./bestpeer simulate --seed " + violation.seed())
                .contains("Restart[peer=backup, disk=KEPT]");
    }

    @Test
    void keepsTheFaultsThatABugNeeds() {
        Violation violation =
                campaign(Register.Bug.BACKUP_TAKES_OLDER_WRITES, 1).violations().get(0);
        Shrunk<RegisterHarness> shrunk = Shrinker.shrink(
                runner(Register.Bug.BACKUP_TAKES_OLDER_WRITES),
                RegisterHarness.scenario(violation.seed()),
                violation,
                300);
        assertThat(shrunk.scenario().steps()).hasSizeLessThanOrEqualTo(4);
        assertThat(shrunk.scenario().rates()).isNotEqualTo(FaultRates.NONE);
        assertThat(shrunk.violation().invariant()).isEqualTo("acknowledged writes stay");
        assertThat(runner(Register.Bug.BACKUP_TAKES_OLDER_WRITES)
                        .run(shrunk.scenario())
                        .violation())
                .contains(shrunk.violation());
    }

    @Test
    void anExceptionOutOfAProcessIsAViolation() {
        Action<RegisterHarness> failing =
                harness -> harness.world().act(Register.PRIMARY.id(), Register.class, primary -> {
                    throw new IllegalStateException("broken");
                });
        Scenario<RegisterHarness> scenario = new Scenario<>(
                1,
                FaultRates.NONE,
                List.of(
                        new Step<>(Duration.ofMillis(1), new RegisterHarness.Write(1)),
                        new Step<>(Duration.ofMillis(2), failing)));
        Violation violation =
                runner(Register.Bug.NONE).run(scenario).violation().orElseThrow();
        assertThat(violation.step()).isEqualTo(1);
        assertThat(violation.invariant()).isEqualTo("no IllegalStateException");
        assertThat(violation.message()).startsWith("broken\n    at ");
    }

    @Test
    void aRunThatNeverRestsIsAViolation() {
        Action<RegisterHarness> storm = harness -> again(harness);
        Scenario<RegisterHarness> scenario =
                new Scenario<>(1, FaultRates.NONE, List.of(new Step<>(Duration.ZERO, storm)));
        assertThat(runner(Register.Bug.NONE)
                        .run(scenario)
                        .violation()
                        .orElseThrow()
                        .invariant())
                .isEqualTo("comes to rest");
    }

    private static void again(RegisterHarness harness) {
        harness.world().after(Duration.ofNanos(1), () -> again(harness));
    }
}
