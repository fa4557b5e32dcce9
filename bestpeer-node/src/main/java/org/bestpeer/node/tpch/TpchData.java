package org.bestpeer.node.tpch;

import java.util.Iterator;

/** The rows of TPC-H, the same for the same scale wherever and however often they are generated. */
public final class TpchData {
    private TpchData() {}

    /**
     * All rows of a table in key order, generated as they are asked for.
     *
     * @param scale 1 makes six million lineitem rows
     * @return rows in schema order: Long, Integer (also for dates: days since 1970-01-01), BigDecimal of scale 2, String
     */
    public static Iterator<Object[]> rows(TpchTable table, double scale) {
        return table.rows(checkedScale(scale), 1, 1);
    }

    static double checkedScale(double scale) {
        if (!(scale > 0 && scale <= 10_000)) {
            throw new IllegalArgumentException("scale must be above 0 and at most 10000: " + scale);
        }
        return scale;
    }
}
