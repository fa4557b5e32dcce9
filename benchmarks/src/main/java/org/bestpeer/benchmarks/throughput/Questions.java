package org.bestpeer.benchmarks.throughput;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws questions. */
final class Questions {
    private static final LocalDate FIRST_ORDER = LocalDate.of(1992, 1, 1);
    /** Orders come from seven years; a question is of one. */
    private static final int FIRST_DAYS = 5 * 365;

    private static final int DISCOUNTS = 5;
    private static final int MANUFACTURERS = 5;
    private static final int SIZES = 41;

    private static final String HEAVY =
            """
            SELECT c_mktsegment, o_orderpriority, COUNT(*) AS items, SUM(l_quantity) AS pieces,
                SUM(l_extendedprice * (1 - l_discount)) AS revenue
            FROM customer
            JOIN orders ON o_nationkey = c_nationkey AND o_custkey = c_custkey
            JOIN lineitem ON l_nationkey = o_nationkey AND l_orderkey = o_orderkey
            WHERE c_nationkey = %d AND o_orderdate >= DATE '%s' AND o_orderdate < DATE '%s' AND l_discount >= 0.0%d
            GROUP BY c_mktsegment, o_orderpriority
            ORDER BY c_mktsegment, o_orderpriority
            """;

    private static final String LIGHT =
            """
            SELECT n_name, s_name, p_partkey, p_name, ps_availqty, ps_supplycost
            FROM part
            JOIN partsupp ON ps_nationkey = p_nationkey AND ps_partkey = p_partkey
            JOIN supplier ON s_nationkey = ps_nationkey AND s_suppkey = ps_suppkey
            JOIN nation ON n_nationkey = s_nationkey
            WHERE p_nationkey = %d AND p_mfgr = 'Manufacturer#%d' AND p_size BETWEEN %d AND %d
            ORDER BY ps_supplycost, p_partkey, s_name
            FETCH FIRST 20 ROWS ONLY
            """;

    private final Random random;

    Questions(long seed) {
        this.random = new Random(seed);
    }

    /** So many about each of these nations, which have that business. */
    List<Question> about(Business business, List<Integer> nations, int each) {
        List<Question> questions = new ArrayList<>();
        for (int nation : nations) {
            for (int i = 0; i < each; i++) {
                questions.add(
                        new Question(business, nation, business == Business.RETAILER ? heavy(nation) : light(nation)));
            }
        }
        return questions;
    }

    private String heavy(int nation) {
        LocalDate from = FIRST_ORDER.plusDays(random.nextInt(FIRST_DAYS));
        return HEAVY.formatted(nation, from, from.plusYears(1), random.nextInt(DISCOUNTS));
    }

    private String light(int nation) {
        int size = 1 + random.nextInt(SIZES);
        return LIGHT.formatted(nation, 1 + random.nextInt(MANUFACTURERS), size, size + 9);
    }
}
