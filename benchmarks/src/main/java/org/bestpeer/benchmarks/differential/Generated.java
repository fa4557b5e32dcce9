package org.bestpeer.benchmarks.differential;

import java.util.List;

/**
 * A query or a relation, and the columns that it offers.
 *
 * @param columns under the names by which they are used outside of it
 * @param rows about how many rows it has at most
 */
record Generated(Sql sql, List<Expression> columns, long rows) {
    Generated {
        columns = List.copyOf(columns);
    }
}
