package org.bestpeer.benchmarks.baseline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bestpeer.node.tpch.TpchSchema;
import org.bestpeer.node.tpch.TpchTable;

/** The schema file on a database that knows no reference tables. */
final class CentralSchema {
    private CentralSchema() {}

    /** Creates tables, keys and comments. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> statements() {
        String plain = TpchSchema.sql().replace("CREATE REFERENCE TABLE", "CREATE TABLE");
        String withoutRemarks =
                plain.lines().filter(line -> !line.startsWith("--")).reduce("", (text, line) -> text + line + "\n");
        // A semicolon ends a statement only at the end of a line: comments on columns have some inside.
        return Arrays.stream(withoutRemarks.split(";\n"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    /** First column of the primary key, which is the table's first. */
    static String leadingKey(TpchTable table) {
        String start = "CREATE TABLE " + table.tableName() + " (";
        String sql = statements().stream()
                .filter(statement -> statement.startsWith(start))
                .findFirst()
                .orElseThrow();
        return sql.substring(start.length()).strip().split("\\s+", 2)[0];
    }

    /** An index on the columns of every foreign key, for databases that make none by themselves. */
    static void indexForeignKeys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (TpchTable table : TpchTable.values()) {
                for (List<String> columns : foreignKeys(connection, table).values()) {
                    statement.execute(
                            "CREATE INDEX ON %s (%s)".formatted(table.tableName(), String.join(", ", columns)));
                }
            }
        }
    }

    private static Map<String, List<String>> foreignKeys(Connection connection, TpchTable table) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, null, table.tableName())) {
            while (keys.next()) {
                columns.computeIfAbsent(keys.getString("FK_NAME"), name -> new ArrayList<>())
                        .add(keys.getString("FKCOLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }
}
