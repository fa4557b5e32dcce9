package org.bestpeer.benchmarks.baseline;

import java.time.LocalDate;
import java.util.Set;
import org.bestpeer.node.tpch.TpchTable;

/** Rows as lines of values with tabs between them, as {@code COPY} of PostgreSQL and of DuckDB read them. */
final class RowText {
    private final Set<Integer> dates;

    RowText(TpchTable table) {
        dates = switch (table) {
            case ORDERS -> Set.of(4);
            case LINEITEM -> Set.of(10, 11, 12);
            default -> Set.of();
        };
    }

    /** Appends one line. */
    void append(StringBuilder text, Object[] row) {
        for (int i = 0; i < row.length; i++) {
            String value = dates.contains(i)
                    ? LocalDate.ofEpochDay((Integer) row[i]).toString()
                    : row[i].toString().replace("\\", "\\\\");
            text.append(i == 0 ? "" : "\t").append(value);
        }
        text.append('\n');
    }
}
