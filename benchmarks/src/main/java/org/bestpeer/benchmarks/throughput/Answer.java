package org.bestpeer.benchmarks.throughput;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a question, in short.
 *
 * @param rows how many
 * @param digest of all values in their order; numbers count by value and not by scale
 */
record Answer(long rows, long digest) {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Reads all rows. */
    static Answer read(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        long rows = 0;
        long digest = 0;
        while (result.next()) {
            rows++;
            for (int i = 1; i <= columns; i++) {
                digest = digest * STEP + hash(result.getObject(i));
            }
        }
        return new Answer(rows, digest);
    }

    private static int hash(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString().hashCode();
        }
        return Objects.toString(value).hashCode();
    }
}
