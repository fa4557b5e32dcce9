package org.bestpeer.benchmarks.tpch;

import java.util.List;
import java.util.Set;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * What of a query's answer must be identical.
 *
 * @param orderBy columns of the ORDER BY clause: their values come in the same sequence; rows that agree in all of them
 *     may come in any order
 * @param rounded averages and quotients, equal at two decimals; everything else is identical
 * @param exact whether these must be exact numbers; if not, they may be floating-point or one hundredth off
 */
record AnswerShape(List<String> orderBy, Set<String> rounded, boolean exact) {
    AnswerShape {
        orderBy = List.copyOf(orderBy);
        rounded = Set.copyOf(rounded);
    }

    static AnswerShape of(TpchQuery query) {
        return switch (query.number()) {
            case 1 -> orderedBy("l_returnflag", "l_linestatus").rounding("avg_qty", "avg_price", "avg_disc");
            case 2 -> orderedBy("s_acctbal", "n_name", "s_name", "p_partkey");
            case 3 -> orderedBy("revenue", "o_orderdate");
            case 4 -> orderedBy("o_orderpriority");
            case 5, 10 -> orderedBy("revenue");
            case 7 -> orderedBy("supp_nation", "cust_nation", "l_year");
            case 8 -> orderedBy("o_year").rounding("mkt_share");
            case 9 -> orderedBy("nation", "o_year");
            case 11 -> orderedBy("value");
            case 12 -> orderedBy("l_shipmode");
            case 13 -> orderedBy("custdist", "c_count");
            case 14 -> orderedBy().rounding("promo_revenue");
            case 15 -> orderedBy("s_suppkey");
            case 16 -> orderedBy("supplier_cnt", "p_brand", "p_type", "p_size");
            case 17 -> orderedBy().rounding("avg_yearly");
            case 18 -> orderedBy("o_totalprice", "o_orderdate");
            case 20 -> orderedBy("s_name");
            case 21 -> orderedBy("numwait", "s_name");
            case 22 -> orderedBy("cntrycode");
            default -> orderedBy();
        };
    }

    static AnswerShape orderedBy(String... columns) {
        return new AnswerShape(List.of(columns), Set.of(), true);
    }

    AnswerShape rounding(String... columns) {
        return new AnswerShape(orderBy, Set.of(columns), exact);
    }

    /** For databases whose averages have their operands' scale, or are floating-point numbers. */
    AnswerShape inexact() {
        return new AnswerShape(orderBy, rounded, false);
    }
}
