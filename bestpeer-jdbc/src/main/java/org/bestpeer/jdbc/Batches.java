package org.bestpeer.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;

/** Batches are all or nothing, and their failures say so: no statement of a failed one was carried out. */
final class Batches {
    private Batches() {}

    static long[] run(CleanCalls.Call<long[]> batch) throws SQLException {
        try {
            return CleanCalls.call(batch);
        } catch (SQLException e) {
            BatchUpdateException failure =
                    new BatchUpdateException(e.getMessage(), e.getSQLState(), e.getErrorCode(), new int[0], e);
            failure.setNextException(e);
            throw failure;
        }
    }

    static int[] saturated(long[] counts) {
        return Arrays.stream(counts)
                .mapToInt(count -> (int) Math.min(count, Integer.MAX_VALUE))
                .toArray();
    }
}
