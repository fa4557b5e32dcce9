package org.bestpeer.node.tpch;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the 22 queries with its validation parameters.
 *
 * @param number 1 to 22
 */
public record TpchQuery(int number) {
    public static final int COUNT = 22;

    public TpchQuery {
        if (number < 1 || number > COUNT) {
            throw new IllegalArgumentException("TPC-H has queries 1 to %d: %d".formatted(COUNT, number));
        }
    }

    /** All of them, in order. */
    public static List<TpchQuery> all() {
        return IntStream.rangeClosed(1, COUNT).mapToObj(TpchQuery::new).toList();
    }

    /** {@code q01} to {@code q22}. */
    public String label() {
        return "q%02d".formatted(number);
    }

    /** The text, without a semicolon at the end. */
    public String sql() {
        return TpchResources.text(label() + ".sql").strip();
    }
}
