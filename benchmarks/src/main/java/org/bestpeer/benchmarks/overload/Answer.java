package org.bestpeer.benchmarks.overload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * The rows of a question, in short.
 *
 * @param rows how many
 * @param digest of all values, in their order
 */
record Answer(long rows, long digest) {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Reads all rows, or the first so many. */
    static Answer read(ResultSet result, long most) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        long rows = 0;
        long digest = 0;
        while (rows < most && result.next()) {
            rows++;
            for (int i = 1; i <= columns; i++) {
                digest = digest * STEP + Objects.hashCode(result.getString(i));
            }
        }
        return new Answer(rows, digest);
    }
}
