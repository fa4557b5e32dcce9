package org.bestpeer.benchmarks.churn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bestpeer.benchmarks.churn.Churn.Rest;

/** What came of it. */
public final class ChurnResult {
    private static final double GOAL_ANSWERED = 0.995;
    private static final double GROWTH = 1.15;
    private static final long MIB = 1 << 20;
    private static final List<String> MOMENTS = List.of("start", "middle", "end");

    private final Traffic traffic;
    private final Population population;
    private final List<Rest> rests;
    private final List<String> broken;
    private final ChurnPlan plan;

    ChurnResult(ChurnPlan plan, Traffic traffic, Population population, List<Rest> rests, List<String> broken) {
        this.plan = plan;
        this.traffic = traffic;
        this.population = population;
        this.rests = List.copyOf(rests);
        this.broken = List.copyOf(broken);
    }

    /** Share of the look-ups that were answered, of those whose asker lived. */
    public double answeredShare() {
        return traffic.lookups().answeredShare();
    }

    /** What must never be. */
    public List<String> broken() {
        List<String> all = new ArrayList<>(broken);
        traffic.lookups().wrong().forEach(wrong -> all.add("wrong answer: " + wrong));
        return all;
    }

    /** Goals that were missed. */
    public List<String> missed() {
        List<String> missed = new ArrayList<>(broken());
        if (answeredShare() < GOAL_ANSWERED) {
            missed.add(String.format(
                    Locale.ROOT,
                    "at least %.1f %% of the look-ups are answered; %.2f %% were",
                    GOAL_ANSWERED * 100,
                    answeredShare() * 100));
        }
        missed.addAll(growth());
        return missed;
    }

    /** What a process uses more of at the end than at the start. */
    public List<String> growth() {
        List<String> grown = new ArrayList<>();
        Rest first = rests.get(0);
        Rest last = rests.get(rests.size() - 1);
        flat("heap here", first.driver().heap(), last.driver().heap(), 16 * MIB, grown);
        flat("heap of the processes", first.processes().heap(), last.processes().heap(), 16 * MIB, grown);
        flat("threads here", first.driver().threads(), last.driver().threads(), 16, grown);
        flat(
                "threads of the processes",
                first.processes().threads(),
                last.processes().threads(),
                16,
                grown);
        flat("files here", first.driver().files(), last.driver().files(), 32, grown);
        flat(
                "files of the processes",
                first.processes().files(),
                last.processes().files(),
                32,
                grown);
        return grown;
    }

    /** At the end at most 15 % and a little more than at the start. */
    private static void flat(String what, long first, long last, long little, List<String> grown) {
        if (last > first * GROWTH + little) {
            grown.add(String.format(Locale.ROOT, "%s: flat; it grew from %,d to %,d", what, first, last));
        }
    }

    public Map<String, Object> figures() {
        Lookups lookups = traffic.lookups();
        Rest first = rests.get(0);
        Rest last = rests.get(rests.size() - 1);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seconds", plan.seconds());
        figures.put("lookups", lookups.answered() + lookups.unavailable());
        figures.put("answered_percent", Math.floor(answeredShare() * 100_00) / 100);
        figures.put("wrong", lookups.wrong().size());
        figures.put("unavailable", lookups.unavailable());
        figures.put("kills", population.count("kill"));
        figures.put("joins", population.count("join") + population.count("return"));
        figures.put("leaves", population.count("leave"));
        figures.put("p50_ms", lookups.perMille(500));
        figures.put("p99_ms", lookups.perMille(990));
        figures.put("max_ms", lookups.perMille(1000));
        figures.put(
                "heap_mib",
                "%d..%d".formatted(first.driver().heap() / MIB, last.driver().heap() / MIB));
        figures.put(
                "threads",
                "%d..%d".formatted(first.driver().threads(), last.driver().threads()));
        figures.put(
                "files",
                "%d..%d".formatted(first.driver().files(), last.driver().files()));
        return figures;
    }

    /** For people. */
    public List<String> table() {
        Lookups lookups = traffic.lookups();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "look-ups: %,d answered (%.2f %%), %,d unavailable, %,d wrong, %,d whose asker was gone",
                lookups.answered(),
                answeredShare() * 100,
                lookups.unavailable(),
                lookups.wrong().size(),
                lookups.orphans()));
        lookups.reasons().forEach((reason, count) -> lines.add("  unavailable, %d: %s".formatted(count, reason)));
        lines.add("answered within: half %d ms, 99 %% %d ms, 99.9 %% %d ms, all %d ms"
                .formatted(
                        lookups.perMille(500), lookups.perMille(990), lookups.perMille(999), lookups.perMille(1000)));
        lines.add("writes: %d, acknowledged %d".formatted(traffic.writes(), traffic.acknowledgedWrites()));
        lines.add("peers: %d joined, %d came back, %d left, %d killed, %d failed"
                .formatted(
                        population.count("join"),
                        population.count("return"),
                        population.count("leave"),
                        population.count("kill"),
                        population.count("failure")));
        lines.add("%-8s %10s %8s %8s   %10s %8s %8s"
                .formatted("at rest", "heap MiB", "threads", "files", "processes:", "threads", "files"));
        for (int i = 0; i < rests.size(); i++) {
            Vitals here = rests.get(i).driver();
            Vitals there = rests.get(i).processes();
            lines.add("%-8s %10d %8d %8d   %10d %8d %8d"
                    .formatted(
                            MOMENTS.get(i),
                            here.heap() / MIB,
                            here.threads(),
                            here.files(),
                            there.heap() / MIB,
                            there.threads(),
                            there.files()));
        }
        return lines;
    }
}
