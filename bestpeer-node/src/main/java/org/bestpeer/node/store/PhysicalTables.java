package org.bestpeer.node.store;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.ForeignKey;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.type.Field;

/** Creates, fills, cuts and drops stored tables, over a connection of the administrator. */
final class PhysicalTables {
    private static final HsqldbDialect DIALECT = new HsqldbDialect();
    private static final String ROW = DIALECT.quote(StoredTable.ROW_COLUMN);
    private static final int DELETE_PIECE = 20_000;

    private final Connection connection;

    PhysicalTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * Creates a stored table with its indexes. They are made before it is filled: building one afterwards takes
     * HSQLDB several times longer, and locks the whole database.
     */
    void create(String physical, TableDefinition table) throws SQLException {
        List<String> parts = new ArrayList<>();
        parts.add(ROW + " BIGINT PRIMARY KEY");
        for (ColumnDefinition column : table.columns()) {
            parts.add(DIALECT.quote(column.name()) + " " + HsqldbDialect.typeName(column.type()));
        }
        List<List<String>> keys = keys(table);
        for (int i = 0; i < keys.size(); i++) {
            parts.add("CONSTRAINT " + DIALECT.quote(keyName(physical, i)) + " UNIQUE (" + names(keys.get(i)) + ")");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + qualified(physical) + " (" + String.join(", ", parts) + ")");
            int number = 0;
            for (List<String> columns : referenceIndexes(table)) {
                String index = DIALECT.quote(physical + "_F" + number++);
                statement.execute("CREATE INDEX " + index + " ON " + qualified(physical) + " (" + names(columns) + ")");
            }
            statement.execute("GRANT SELECT ON TABLE " + qualified(physical) + " TO READER");
        }
    }

    /** A statement that inserts a row: its number, then its columns. */
    PreparedStatement insertion(String physical, List<Field> fields) throws SQLException {
        String columns = fields.stream().map(f -> DIALECT.quote(f.name())).collect(Collectors.joining(", "));
        return connection.prepareStatement("INSERT INTO " + qualified(physical) + " (" + ROW + ", " + columns
                + ") VALUES (?" + ", ?".repeat(fields.size()) + ")");
    }

    /** Number of rows from that row number on. */
    long count(String physical, long fromRow) throws SQLException {
        String sql = "SELECT COUNT(*) FROM " + qualified(physical) + (fromRow > 0 ? " WHERE " + ROW + " >= ?" : "");
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (fromRow > 0) {
                query.setLong(1, fromRow);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Deletes the rows from that number on, in small transactions. */
    void cut(String physical, long fromRow) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + qualified(physical) + " WHERE " + ROW + " >= ? LIMIT " + DELETE_PIECE)) {
            delete.setLong(1, fromRow);
            int deleted;
            do {
                deleted = delete.executeUpdate();
                connection.commit();
            } while (deleted > 0);
        }
    }

    void drop(String physical) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + qualified(physical) + " IF EXISTS");
        }
    }

    /** Which key of the table an insertion broke, in words. */
    static Optional<String> brokenKey(String physical, TableDefinition table, BatchUpdateException failure) {
        List<List<String>> keys = keys(table);
        for (int i = 0; i < keys.size(); i++) {
            String message = String.valueOf(failure.getMessage());
            if (failure.getSQLState().startsWith("23") && message.contains(DIALECT.quote(keyName(physical, i)))) {
                String kind = keys.get(i).equals(table.primaryKey()) ? "primary key" : "unique key";
                return Optional.of(kind + " (" + String.join(", ", keys.get(i)) + ")");
            }
        }
        return Optional.empty();
    }

    /** Columns that an index begins with, so that a condition on one of them alone finds its rows. */
    Set<String> indexedColumns(String physical) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.SYSTEM_INDEXINFO"
                        + " WHERE TABLE_SCHEM = 'SHARE' AND TABLE_NAME = ? AND ORDINAL_POSITION = 1")) {
            query.setString(1, physical);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    private static List<List<String>> keys(TableDefinition table) {
        List<List<String>> keys = new ArrayList<>();
        if (!table.primaryKey().isEmpty()) {
            keys.add(table.primaryKey());
        }
        table.uniqueKeys().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
        return keys;
    }

    /** Columns of the foreign keys, but for those that another index begins with. */
    private static List<List<String>> referenceIndexes(TableDefinition table) {
        List<List<String>> known = keys(table);
        List<List<String>> indexes = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            boolean covered = known.stream().anyMatch(other -> Collections.indexOfSubList(other, key.columns()) == 0);
            if (!covered) {
                indexes.add(key.columns());
                known.add(key.columns());
            }
        }
        return indexes;
    }

    private static String keyName(String physical, int index) {
        return physical + "_K" + index;
    }

    private static String names(List<String> columns) {
        return columns.stream().map(DIALECT::quote).collect(Collectors.joining(", "));
    }

    private static String qualified(String physical) {
        return DIALECT.quote(StoredTable.SCHEMA) + "." + DIALECT.quote(physical);
    }
}
