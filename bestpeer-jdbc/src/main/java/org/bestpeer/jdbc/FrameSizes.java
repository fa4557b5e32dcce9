package org.bestpeer.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** How many rows to fetch next: what the statement says, or few at first and then more, for who reads on will read much. */
final class FrameSizes {
    private static final int FIRST = 1_000;
    private static final int MOST = 1 << 16;
    private static final int GROWTH = 4;

    private final int asked;
    private int last = FIRST;

    FrameSizes(Statement statement) throws SQLException {
        this.asked = statement.getFetchSize();
    }

    int next() {
        last = Math.min(MOST, last * GROWTH);
        return asked > 0 ? asked : last;
    }
}
