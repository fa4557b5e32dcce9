package org.bestpeer.benchmarks.tpch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a database gave, with values in classes that can be compared: exact numbers as BigDecimal without zeros at
 * the end, dates as LocalDate, others as they came.
 *
 * @param columns labels in lower case
 * @param rows in the order in which they came
 */
record Answer(List<String> columns, List<List<@Nullable Object>> rows) {

    /** Runs a query and reads all of its rows. */
    static Answer of(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData meta = result.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(comparable(result.getObject(i)));
                }
                rows.add(Collections.unmodifiableList(row));
            }
            return new Answer(List.copyOf(columns), Collections.unmodifiableList(rows));
        }
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer).stripTrailingZeros();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue()).stripTrailingZeros();
        }
        return value instanceof Date date ? date.toLocalDate() : value;
    }
}
