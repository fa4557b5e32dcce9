package org.bestpeer.benchmarks.tpch;

import java.util.List;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * One query, run once.
 *
 * @param query which
 * @param rows how many came
 * @param millis from sending the text to the last row
 * @param differences from the expected answer; empty if it is right
 * @param cut whether it was ended because it took too long, which is neither right nor wrong
 */
public record QueryRun(TpchQuery query, int rows, double millis, List<String> differences, boolean cut) {
    public QueryRun {
        differences = List.copyOf(differences);
    }

    /** Whether the answer is the expected one, or would be for all that is known. */
    public boolean isRight() {
        return differences.isEmpty();
    }
}
