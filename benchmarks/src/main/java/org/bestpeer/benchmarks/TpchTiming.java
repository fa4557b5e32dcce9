package org.bestpeer.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.bestpeer.benchmarks.tpch.QueryRun;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * All runs of one query by one database together.
 *
 * @param query which
 * @param rows of the last answer
 * @param firstMillis time of the first run
 * @param medianMillis the middle of the times that count
 * @param right whether every answer was right
 * @param cut whether it was ended because it took too long; it counts as long as the limit
 */
record TpchTiming(TpchQuery query, int rows, double firstMillis, double medianMillis, boolean right, boolean cut) {

    /**
     * Of rounds that each ran the same queries in the same order.
     *
     * @param warmUps rounds whose times do not count for the medians, at least one; their answers do
     */
    static List<TpchTiming> of(List<List<QueryRun>> rounds, int warmUps) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(query ->
                        ofQuery(rounds.stream().map(round -> round.get(query)).toList(), warmUps))
                .toList();
    }

    private static TpchTiming ofQuery(List<QueryRun> runs, int warmUps) {
        List<Double> warm = runs.stream().skip(warmUps).map(QueryRun::millis).toList();
        QueryRun last = runs.get(runs.size() - 1);
        return new TpchTiming(
                last.query(),
                last.rows(),
                runs.get(0).millis(),
                SideBySide.median(warm),
                runs.stream().allMatch(QueryRun::isRight),
                last.cut());
    }

    /** How the answers were, for people. */
    String verdict() {
        return cut ? "cut" : right ? "right" : "WRONG";
    }
}
