package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run found.
 *
 * @param counts how often what happened
 * @param failures texts for people, with the command that replays each
 * @param postgresql whether PostgreSQL was there to judge
 */
public record DifferentialResult(Map<String, Long> counts, List<String> failures, boolean postgresql, double seconds) {
    public DifferentialResult {
        counts = Map.copyOf(counts);
        failures = List.copyOf(failures);
    }

    static DifferentialResult of(List<Differential.Work> works, boolean postgresql, double seconds) {
        Tally all = new Tally();
        List<String> failures = new ArrayList<>();
        for (Differential.Work work : works) {
            all.add(work.tally());
            work.failures().forEach(failure -> failures.add(failure.toString()));
        }
        return new DifferentialResult(all.all(), failures, postgresql, seconds);
    }

    /** How often something happened. */
    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** How often something whose name begins so happened. */
    public long countOf(String beginning) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(beginning))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
