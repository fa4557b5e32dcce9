package org.bestpeer.benchmarks.baseline;

import java.util.Iterator;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchSplit;
import org.bestpeer.node.tpch.TpchTable;

/** The rows of each table that one database holds. */
@FunctionalInterface
interface Rows {
    /** In key order, as {@link TpchData#rows} gives them; none if the database has none of that table. */
    Iterator<Object[]> of(TpchTable table);

    /** All of a scale. */
    static Rows all(double scale) {
        return table -> TpchData.rows(table, scale);
    }

    /** Those of one company. */
    static Rows of(TpchSplit split, int company) {
        return table -> split.rows(table, company);
    }
}
