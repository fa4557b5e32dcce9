package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.benchmarks.tpch.QueryRun;
import org.bestpeer.benchmarks.tpch.QueryRunner;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * Queries of TPC-H on several networks side by side, in rounds of which each has other parameters; every answer is
 * checked.
 */
final class TpchRounds {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<TpchQuery> queries;
    private final int warmUps;
    private final PrintWriter progress;

    /**
     * What to ask.
     *
     * @param warmUps rounds whose times do not count, at least one
     * @param progress takes lines for people
     */
    TpchRounds(List<TpchQuery> queries, int warmUps, PrintWriter progress) {
        this.queries = queries;
        this.warmUps = warmUps;
        this.progress = progress;
    }

    /**
     * A network that takes part.
     *
     * @param name for people
     * @param answers the right ones of its rows, round by round
     */
    record Contestant(String name, TpchDatabase database, List<TpchAnswers> answers) {}

    private record Lane(Contestant contestant, QueryRunner runner) {}

    /** Runs all rounds; what each contestant took, by its name. */
    Map<String, List<TpchTiming>> run(List<Contestant> contestants) throws Exception {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (Contestant one : contestants) {
                lanes.add(new Lane(one, new QueryRunner(one.database(), true, LIMIT)));
            }
            int steps = contestants.get(0).answers().size() * queries.size();
            Map<String, List<TpchTiming>> timings = new LinkedHashMap<>();
            SideBySide.rounds(lanes, steps, this::step)
                    .forEach((lane, runs) ->
                            timings.put(lane.contestant().name(), TpchTiming.of(byRound(runs), warmUps)));
            return timings;
        } finally {
            for (Lane lane : lanes) {
                lane.runner().close();
            }
        }
    }

    /** One query of a round. */
    private QueryRun step(Lane lane, int step) {
        TpchAnswers answers = lane.contestant().answers().get(step / queries.size());
        QueryRun done = lane.runner().run(queries.get(step % queries.size()), answers);
        progress.printf(
                Locale.ROOT,
                "%s %s %.1f ms%s%n",
                lane.contestant().name(),
                done.query().label(),
                done.millis(),
                done.cut() ? ", cut" : "");
        done.differences().forEach(difference -> progress.println("  " + difference));
        return done;
    }

    private List<List<QueryRun>> byRound(List<QueryRun> runs) {
        List<List<QueryRun>> rounds = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += queries.size()) {
            rounds.add(runs.subList(from, from + queries.size()));
        }
        return rounds;
    }

    /** Which answers were wrong or did not come in time, for the goals that are missed. */
    static List<String> wrong(Map<String, List<TpchTiming>> timings) {
        List<String> wrong = new ArrayList<>();
        timings.forEach((name, queries) -> queries.stream()
                .filter(timing -> !timing.right() || timing.cut())
                .forEach(timing -> wrong.add("all answers of %s to %s are right"
                        .formatted(name, timing.query().label()))));
        return wrong;
    }
}
