package org.bestpeer.node.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.type.DataType;
import org.hsqldb.jdbc.JDBCDriver;

/** Lets a database in memory read a schema. It sees only statements written here, one at a time. */
final class SchemaDatabase {
    /** Length that stands for none. */
    static final int UNLIMITED = 16_777_216;

    private static final String SETTINGS = ";sql.restrict_exec=true;hsqldb.method_class_names=";

    private final Connection connection;
    private final Set<String> constraintNames = new HashSet<>();

    private SchemaDatabase(Connection connection) {
        this.connection = connection;
    }

    static List<TableDefinition> read(Parsed.Schema schema) {
        Properties login = new Properties();
        login.setProperty("user", "SA");
        login.setProperty("password", UUID.randomUUID().toString());
        String url = "jdbc:hsqldb:mem:schema-" + UUID.randomUUID() + SETTINGS;
        try (Connection connection = JDBCDriver.getConnection(url, login)) {
            try {
                new SchemaDatabase(connection).create(schema);
                return new SchemaMetadata(connection).read(schema);
            } finally {
                execute(connection, "SHUTDOWN");
            }
        } catch (SQLException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "the schema file cannot be read: " + e.getMessage(), e);
        }
    }

    private void create(Parsed.Schema schema) {
        for (Parsed.Table table : schema.tables()) {
            run(table.place(), createTable(table));
        }
        // After all tables, so that they may reference each other in any order.
        for (Parsed.Table table : schema.tables()) {
            table.references().forEach(reference -> run(reference.place(), addReference(table, reference)));
        }
        for (Parsed.Comment comment : schema.comments()) {
            String target = comment.column()
                    .map(column -> "COLUMN " + quote(comment.table()) + "." + quote(column))
                    .orElse("TABLE " + quote(comment.table()));
            run(
                    comment.place(),
                    "COMMENT ON " + target + " IS '" + comment.text().replace("'", "''") + "'");
        }
    }

    private String createTable(Parsed.Table table) {
        List<String> parts = new ArrayList<>();
        for (Parsed.Column column : table.columns()) {
            parts.add(quote(column.name()) + " " + typeName(column.type().type())
                    + column.defaultValue().map(value -> " DEFAULT " + value).orElse("")
                    + (column.required() ? " NOT NULL" : ""));
        }
        for (Parsed.Key key : table.keys()) {
            String kind = key.primary() ? "PRIMARY KEY" : "UNIQUE";
            String name = constraintName(table.name(), key.columns(), key.primary() ? "pkey" : "key");
            parts.add("CONSTRAINT " + quote(name) + " " + kind + " (" + names(key.columns()) + ")");
        }
        return "CREATE MEMORY TABLE " + quote(table.name()) + " (" + String.join(", ", parts) + ")";
    }

    private String addReference(Parsed.Table table, Parsed.Reference reference) {
        String name = reference.name().orElseGet(() -> constraintName(table.name(), reference.columns(), "fkey"));
        String columns =
                reference.referencedColumns().isEmpty() ? "" : " (" + names(reference.referencedColumns()) + ")";
        return "ALTER TABLE " + quote(table.name()) + " ADD CONSTRAINT " + quote(name) + " FOREIGN KEY ("
                + names(reference.columns()) + ") REFERENCES " + quote(reference.referencedTable()) + columns;
    }

    private String constraintName(String table, List<String> columns, String ending) {
        String base = table + "_" + String.join("_", columns) + "_" + ending;
        String stem = base.substring(0, Math.min(base.length(), 100));
        String name = stem;
        for (int i = 1; !constraintNames.add(name); i++) {
            name = stem + i;
        }
        return name;
    }

    private void run(Token place, String sql) {
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            throw SchemaError.at(place, String.valueOf(e.getMessage()));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String typeName(DataType type) {
        return switch (type.kind()) {
            case VARCHAR, VARBINARY -> type.kind() + "(" + (type.precision() == 0 ? UNLIMITED : type.precision()) + ")";
            case TIME, TIMESTAMP -> type.kind() + "(" + type.precision() + ")";
            default -> type.toString();
        };
    }

    private static String names(List<String> columns) {
        return columns.stream().map(SchemaDatabase::quote).collect(Collectors.joining(", "));
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
