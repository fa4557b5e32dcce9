package org.bestpeer.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.overlay.SimulatorSpeed;
import org.bestpeer.benchmarks.overlay.SimulatorSpeed.Speed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events per second of the simulator on one core. */
@Command(
        name = "simulate-speed",
        description = {
            "Runs a network of 64 peers with 500 look-ups and publications a second in the simulator, and counts events"
                    + " per second of processor time, once warm, without checks and with them.",
            "Goals: 200,000 without, 20,000 with.",
            "Example: benchmarks/run simulate-speed --check"
        })
final class SimulateSpeedCommand implements Callable<Integer> {
    private static final int WARM_UPS = 2;
    private static final long GOAL_UNCHECKED = 200_000;
    private static final long GOAL_CHECKED = 20_000;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "120",
            description = "simulated time of each run; default ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--seconds", seconds);
        report.err().println("warming up");
        for (int round = 0; round < WARM_UPS; round++) {
            SimulatorSpeed.measure(false, Duration.ofSeconds(seconds));
            SimulatorSpeed.measure(true, Duration.ofSeconds(seconds));
        }
        Speed without = measure("without checks", false);
        Speed with = measure("with checks", true);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("events_per_second", without.perSecond());
        figures.put("checked_events_per_second", with.perSecond());
        List<String> missed = new ArrayList<>();
        require(without, GOAL_UNCHECKED, "without checks", missed);
        require(with, GOAL_CHECKED, "with checks", missed);
        return report.finish(new Measurement("simulate-speed", figures, missed));
    }

    private Speed measure(String how, boolean checked) {
        Duration length = Duration.ofSeconds(seconds);
        report.err().println("measuring " + how);
        Speed speed = SimulatorSpeed.measure(checked, length);
        report.out()
                .printf(
                        Locale.ROOT,
                        "%-15s %,10d events in %6.2f s of processor time (%6.2f s): %,9d a second%n",
                        how,
                        speed.events(),
                        speed.cpuNanos() / 1e9,
                        speed.nanos() / 1e9,
                        speed.perSecond());
        return speed;
    }

    private static void require(Speed speed, long goal, String how, List<String> missed) {
        if (speed.perSecond() < goal) {
            missed.add("%,d events a second %s; there are %,d".formatted(goal, how, speed.perSecond()));
        }
    }
}
