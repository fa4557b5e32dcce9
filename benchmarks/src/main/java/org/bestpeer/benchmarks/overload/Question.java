package org.bestpeer.benchmarks.overload;

import java.util.List;
import java.util.Random;

/** What is asked, from heavy to light; the answers of all are in a fixed order. */
enum Question {
    SORT("select l_comment, l_orderkey, l_linenumber from lineitem order by l_comment, l_orderkey, l_linenumber"),
    JOIN("select count(*), sum(a.l_quantity), max(b.l_comment) from lineitem a join lineitem b"
            + " on a.l_partkey = b.l_partkey and a.l_suppkey = b.l_suppkey"),
    GROUP("select l_comment, count(*), sum(l_quantity) from lineitem group by l_comment"
            + " order by 3 desc, 1 fetch first 50 rows only"),
    DISTINCT("select count(distinct l_partkey), count(distinct l_shipdate) from lineitem"),
    WINDOW("select max(r) from (select row_number() over (partition by o_custkey order by o_orderdate, o_orderkey) as r"
            + " from orders) as ranked"),
    CUSTOMERS("select c_mktsegment, count(*), sum(o_totalprice) from customer join orders on c_custkey = o_custkey"
            + " group by c_mktsegment order by 1"),
    REVENUE("select sum(l_extendedprice * l_discount) from lineitem where l_quantity < 24"),
    NATIONS("select n_name, r_name from nation join region on n_regionkey = r_regionkey order by 1"),
    ORDER("select count(*) from orders where o_orderkey = 7");

    private static final int HEAVY_IN_TEN = 3;
    private static final List<Question> HEAVY = List.of(SORT, JOIN, GROUP, DISTINCT, WINDOW);
    private static final List<Question> LIGHT = List.of(CUSTOMERS, REVENUE, NATIONS, ORDER);

    final String sql;

    Question(String sql) {
        this.sql = sql;
    }

    /** Mostly a light one. */
    static Question any(Random random) {
        List<Question> some = random.nextInt(10) < HEAVY_IN_TEN ? HEAVY : LIGHT;
        return some.get(random.nextInt(some.size()));
    }
}
