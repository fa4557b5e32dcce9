package org.bestpeer.node.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The store's own tables: which stored table and row number is the current version of each shared table, what is
 * staged, and the last load version given out. A version is never given out twice, also when its load is discarded.
 */
final class MetaTables {
    /** One transaction each; the first statement creates the schema with its tables. */
    static final List<String> DDL = List.of("CREATE SCHEMA META AUTHORIZATION DBA"
            + " CREATE MEMORY TABLE TABLES (NAME VARCHAR(1024) PRIMARY KEY, PHYSICAL VARCHAR(128) NOT NULL,"
            + " VERSION BIGINT NOT NULL, ROW_LIMIT BIGINT NOT NULL, SKETCH VARBINARY(16777216) NOT NULL)"
            + " CREATE MEMORY TABLE STAGED (NAME VARCHAR(1024) PRIMARY KEY, PHYSICAL VARCHAR(128) NOT NULL,"
            + " FRESH BOOLEAN NOT NULL, ROW_LIMIT BIGINT NOT NULL)"
            + " CREATE MEMORY TABLE VERSIONS (NAME VARCHAR(1024) PRIMARY KEY, LAST_VERSION BIGINT NOT NULL)");

    private final Connection connection;

    /** Works on a connection of the administrator; the caller commits. */
    MetaTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * A load that is not published.
     *
     * @param fresh whether the stored table is its own; else its rows follow those of the current version
     * @param rowLimit where the current version ends
     */
    record Staged(String name, String physical, boolean fresh, long rowLimit) {}

    List<StoredTable> tables() throws SQLException, IOException {
        List<StoredTable> tables = new ArrayList<>();
        PhysicalTables physical = new PhysicalTables(connection);
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT NAME, PHYSICAL, VERSION, ROW_LIMIT, SKETCH FROM META.TABLES ORDER BY NAME");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                tables.add(new StoredTable(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        SketchCodec.decode(rows.getBytes(5)),
                        physical.indexedColumns(rows.getString(2))));
            }
        }
        return tables;
    }

    List<Staged> staged() throws SQLException {
        List<Staged> staged = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT NAME, PHYSICAL, FRESH, ROW_LIMIT FROM META.STAGED");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                staged.add(new Staged(rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getLong(4)));
            }
        }
        return staged;
    }

    /** Names of all stored tables, also of those that belong to no version. */
    List<String> physicalTables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'SHARE'");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Notes a load before its first row, and gives out its version. */
    long stage(Staged staged) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO META.STAGED (NAME, PHYSICAL, FRESH, ROW_LIMIT) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, staged.name());
            insert.setString(2, staged.physical());
            insert.setBoolean(3, staged.fresh());
            insert.setLong(4, staged.rowLimit());
            insert.executeUpdate();
        }
        long version = lastVersion(staged.name()) + 1;
        String sql = version == 1
                ? "INSERT INTO META.VERSIONS (LAST_VERSION, NAME) VALUES (?, ?)"
                : "UPDATE META.VERSIONS SET LAST_VERSION = ? WHERE NAME = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, version);
            update.setString(2, staged.name());
            update.executeUpdate();
        }
        return version;
    }

    /** Makes a version the current one. */
    void publish(StoredTable table) throws SQLException, IOException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM META.TABLES WHERE NAME = ?")) {
            delete.setString(1, table.name());
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO META.TABLES (NAME, PHYSICAL, VERSION, ROW_LIMIT, SKETCH) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, table.name());
            insert.setString(2, table.physical());
            insert.setLong(3, table.version());
            insert.setLong(4, table.rowLimit());
            insert.setBytes(5, SketchCodec.encode(table.sketch()));
            insert.executeUpdate();
        }
        unstage(table.name());
    }

    void unstage(String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM META.STAGED WHERE NAME = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }

    private long lastVersion(String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT LAST_VERSION FROM META.VERSIONS WHERE NAME = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
