package org.bestpeer.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.overlay.sim.ProtocolExploration;
import org.bestpeer.overlay.sim.explore.Bounds;
import org.bestpeer.overlay.sim.explore.Exploration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All orders of messages and all points of crashes in a small network, on one core. */
@Command(
        name = "explore",
        description = {
            "Goes through all courses of events in a small network in which one peer joins, one leaves and one loses its"
                    + " machine at any moments: every order of messages, duplicates, crashes at every point. Checks every"
                    + " state. Ends when there are no more states, or at the bound, and says which.",
            "Goal: nothing is broken.",
            "Example: benchmarks/run explore --nodes 5 --states 20000000 --check"
        })
final class ExploreCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final int MEGABYTE = 20;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "5", description = "peers; default ${DEFAULT-VALUE}")
    private int nodes;

    @Option(
            names = "--states",
            paramLabel = "N",
            defaultValue = "20000000",
            description = "bound on states; default ${DEFAULT-VALUE}")
    private int states;

    @Option(
            names = "--changes",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "join,leave,repair",
            description = "what happens at the same time; default ${DEFAULT-VALUE}")
    private List<String> changes = List.of();

    @Option(
            names = "--crashes",
            paramLabel = "N",
            defaultValue = "1",
            description = "of processes that start again with their disk; default ${DEFAULT-VALUE}")
    private int crashes;

    @Option(
            names = "--duplicates",
            paramLabel = "N",
            defaultValue = "1",
            description = "messages that arrive twice; default ${DEFAULT-VALUE}")
    private int duplicates;

    @Option(
            names = "--timers",
            paramLabel = "N",
            defaultValue = "2",
            description = "long timers that expire, each when no message is on its way; default ${DEFAULT-VALUE}")
    private int timers;

    @Override
    public Integer call() throws Exception {
        ProtocolExploration exploration;
        Bounds bounds;
        try {
            exploration = ProtocolExploration.of(nodes);
            bounds = new Bounds(crashes, crashes > 0, duplicates, 0, timers, states);
        } catch (IllegalArgumentException e) {
            throw report.wrong(String.valueOf(e.getMessage()));
        }
        long begin = System.nanoTime();
        ProtocolExploration.Findings found = exploration.explore(wanted(), bounds);
        double seconds = (System.nanoTime() - begin) / NANOS;
        report.out().printf("%s%n", found.exploration());
        return report.finish(measurement(found, seconds));
    }

    private ProtocolExploration.Changes wanted() {
        List<String> known = List.of("join", "leave", "repair");
        for (String change : changes) {
            if (!known.contains(change)) {
                throw report.wrong("--changes: there is no %s, only %s".formatted(change, known));
            }
        }
        return new ProtocolExploration.Changes(
                changes.contains("join"), changes.contains("leave"), changes.contains("repair"));
    }

    private Measurement measurement(ProtocolExploration.Findings found, double seconds) {
        Exploration exploration = found.exploration();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("nodes", nodes);
        figures.put("changes", changes.size());
        figures.put("crashes", crashes);
        figures.put("duplicates", duplicates);
        figures.put("end", exploration.end().name().toLowerCase(Locale.ROOT));
        figures.put("states", exploration.states());
        figures.put("steps", exploration.steps());
        figures.put("depth", exploration.depth());
        figures.put("whole", found.whole());
        figures.put("waiting", found.waiting());
        figures.put("seconds", Math.round(seconds));
        figures.put("states_per_second", Math.round(exploration.states() / seconds));
        figures.put("peak_heap_mb", peakHeap() >> MEGABYTE);
        return new Measurement(
                "explore", figures, exploration.violation().stream().toList());
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
