package org.bestpeer.node.tpch;

import java.util.Iterator;

/** The rows of TPC-H, the same for the same scale wherever and however often they are generated. */
public final class TpchData {
    private static final int SUPPLIERS_PER_PART = 4;

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
        long suppliers = TpchTable.SUPPLIER.keys(scale);
        if (suppliers < SUPPLIERS_PER_PART || !suppliersOfAPartDiffer(suppliers, TpchTable.PART.keys(scale))) {
            throw new IllegalArgumentException(
                    "no TPC-H data at scale %s: with %d suppliers the standard's rule gives a part the same supplier"
                                    .formatted(scale, suppliers)
                            + " twice, against the primary key of partsupp; take 0.008, 0.01, 0.02, 0.03 or more");
        }
        return scale;
    }

    // The standard's rule takes every step-th supplier, where the step grows by one after as many parts as suppliers.
    private static boolean suppliersOfAPartDiffer(long suppliers, long parts) {
        for (long part = 0; part < parts; part += suppliers) {
            long step = suppliers / SUPPLIERS_PER_PART + part / suppliers;
            for (int distance = 1; distance < SUPPLIERS_PER_PART; distance++) {
                if (distance * step % suppliers == 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
