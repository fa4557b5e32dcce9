package org.bestpeer.benchmarks.overlay;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongFunction;
import org.bestpeer.overlay.sim.Ordeal;
import org.bestpeer.overlay.sim.Ordeals;
import org.bestpeer.overlay.sim.scenario.Outcome;
import org.bestpeer.overlay.sim.scenario.RunLimits;
import org.bestpeer.overlay.sim.scenario.Runner;

/** How many events a second the simulator does on one core, in a network of 64 peers that work without faults. */
public final class SimulatorSpeed {
    private static final int PEERS = 64;
    private static final int PER_SECOND = 500;
    private static final long SEED = 1;
    private static final Duration REST = Duration.ofSeconds(1);

    private SimulatorSpeed() {}

    /**
     * What was measured.
     *
     * @param events number of events
     * @param cpuNanos processor time of the whole program meanwhile, so that waiting for a core does not count and work
     *     of the collector of garbage does
     * @param nanos time
     */
    public record Speed(long events, long cpuNanos, long nanos) {
        public long perSecond() {
            return (long) (events * 1e9 / cpuNanos);
        }
    }

    /** Runs a network for so much of its time. */
    public static Speed measure(boolean checked, Duration length) {
        LongFunction<Ordeal> networks =
                checked ? seed -> Ordeal.of(seed, PEERS) : seed -> Ordeal.unchecked(seed, PEERS);
        RunLimits limits = checked
                ? new RunLimits(true, RunLimits.DEFAULT.checkAllEvery(), REST, Long.MAX_VALUE)
                : new RunLimits(false, 0, REST, Long.MAX_VALUE);
        Runner<Ordeal> runner = new Runner<>(networks, limits);
        var scenario = Ordeals.work(SEED, PEERS, length, PER_SECOND);
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        Outcome outcome = runner.run(scenario);
        if (outcome.violation().isPresent()) {
            throw new IllegalStateException(outcome.violation().get().toString());
        }
        return new Speed(outcome.events(), cpuNanos() - cpu, System.nanoTime() - begin);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
