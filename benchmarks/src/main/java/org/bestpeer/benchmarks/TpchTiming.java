package org.bestpeer.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.bestpeer.benchmarks.tpch.QueryRun;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * All runs of one query together.
 *
 * @param query which
 * @param rows of the answer
 * @param firstMillis time of the first run, which planned it
 * @param medianMillis the middle of all times
 * @param right whether every answer was right
 */
record TpchTiming(TpchQuery query, int rows, double firstMillis, double medianMillis, boolean right) {

    /** Of rounds that each ran all queries in the same order. */
    static List<TpchTiming> of(List<List<QueryRun>> rounds) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(query ->
                        ofQuery(rounds.stream().map(round -> round.get(query)).toList()))
                .toList();
    }

    private static TpchTiming ofQuery(List<QueryRun> runs) {
        double[] millis = runs.stream().mapToDouble(QueryRun::millis).sorted().toArray();
        QueryRun first = runs.get(0);
        return new TpchTiming(
                first.query(),
                first.rows(),
                first.millis(),
                (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2,
                runs.stream().allMatch(QueryRun::isRight));
    }
}
