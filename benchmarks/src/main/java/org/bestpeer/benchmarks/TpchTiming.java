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
 * @param medianMillis the middle of all later times
 * @param right whether every answer was right
 * @param cut whether it was ended because it took too long; it counts as long as the limit
 */
record TpchTiming(TpchQuery query, int rows, double firstMillis, double medianMillis, boolean right, boolean cut) {

    /** Of two or more rounds that each ran all queries in the same order. */
    static List<TpchTiming> of(List<List<QueryRun>> rounds) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(query ->
                        ofQuery(rounds.stream().map(round -> round.get(query)).toList()))
                .toList();
    }

    private static TpchTiming ofQuery(List<QueryRun> runs) {
        double[] warm =
                runs.stream().skip(1).mapToDouble(QueryRun::millis).sorted().toArray();
        QueryRun last = runs.get(runs.size() - 1);
        return new TpchTiming(
                last.query(),
                last.rows(),
                runs.get(0).millis(),
                (warm[(warm.length - 1) / 2] + warm[warm.length / 2]) / 2,
                runs.stream().allMatch(QueryRun::isRight),
                last.cut());
    }

    /** How the answers were, for people. */
    String verdict() {
        return cut ? "cut" : right ? "right" : "WRONG";
    }
}
