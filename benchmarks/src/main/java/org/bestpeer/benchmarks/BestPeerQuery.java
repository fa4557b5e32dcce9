package org.bestpeer.benchmarks;

import java.util.Locale;

/**
 * Queries like the five of the BestPeer++ papers, which do not say all of their conditions: the constants are ours, so that
 * numbers of rows and times are not those of the papers.
 */
enum BestPeerQuery {
    /** A selection. */
    Q1("select l_orderkey, l_receiptdate from lineitem"
            + " where l_shipdate > date '1998-11-05' and l_commitdate > date '1998-09-29'"),
    /** An aggregation of a selection. */
    Q2(
            "select l_returnflag, l_linestatus, count(*) as items, sum(l_extendedprice * (1 - l_discount)) as price from lineitem"
                    + " where l_shipdate > date '1998-06-01' and l_commitdate > date '1998-05-01'"
                    + " group by l_returnflag, l_linestatus"),
    /** A join of two tables. */
    Q3(
            "select o_orderkey, o_orderdate, l_linenumber, l_extendedprice from lineitem join orders on l_orderkey = o_orderkey"
                    + " where l_shipdate > date '1998-08-15' and o_orderdate > date '1998-07-01'"),
    /** An aggregation of a join. */
    Q4("select p_brand, p_size, sum(ps_availqty) as pieces, sum(ps_supplycost) as cost from partsupp"
            + " join part on ps_partkey = p_partkey where p_mfgr = 'Manufacturer#3' and p_size <= 20"
            + " group by p_brand, p_size"),
    /** An aggregation of a join of four tables. */
    Q5("select c_custkey, c_name, n_name, sum(l_extendedprice * (1 - l_discount)) as revenue from customer"
            + " join orders on c_custkey = o_custkey join lineitem on l_orderkey = o_orderkey"
            + " join nation on c_nationkey = n_nationkey"
            + " where o_orderdate >= date '1993-10-01' and o_orderdate < date '1994-01-01' and l_returnflag = 'R'"
            + " group by c_custkey, c_name, n_name");

    final String sql;

    BestPeerQuery(String sql) {
        this.sql = sql;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
