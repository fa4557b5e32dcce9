package org.bestpeer.node.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.ForeignKey;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Takes the tables back from the database that read them. */
final class SchemaMetadata {
    private static final String COLUMNS =
            "SELECT S.COLUMN_NAME, S.DATA_TYPE, S.COLUMN_SIZE, COALESCE(C.DATETIME_PRECISION, S.DECIMAL_DIGITS),"
                    + " S.NULLABLE, S.REMARKS FROM INFORMATION_SCHEMA.SYSTEM_COLUMNS S JOIN INFORMATION_SCHEMA.COLUMNS C"
                    + " ON S.TABLE_SCHEM = C.TABLE_SCHEMA AND S.TABLE_NAME = C.TABLE_NAME"
                    + " AND S.COLUMN_NAME = C.COLUMN_NAME"
                    + " WHERE S.TABLE_SCHEM = 'PUBLIC' AND S.TABLE_NAME = ? ORDER BY S.ORDINAL_POSITION";
    private static final String COMMENT =
            "SELECT REMARKS FROM INFORMATION_SCHEMA.SYSTEM_TABLES" + " WHERE TABLE_SCHEM = 'PUBLIC' AND TABLE_NAME = ?";
    private static final String KEYS = "SELECT U.CONSTRAINT_NAME, U.COLUMN_NAME, C.CONSTRAINT_TYPE"
            + " FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE U JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS C"
            + " ON U.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND U.CONSTRAINT_NAME = C.CONSTRAINT_NAME"
            + " WHERE U.TABLE_SCHEMA = 'PUBLIC' AND U.TABLE_NAME = ? AND C.TABLE_NAME = U.TABLE_NAME"
            + " AND C.CONSTRAINT_TYPE IN ('PRIMARY KEY', 'UNIQUE')"
            + " ORDER BY U.CONSTRAINT_NAME, U.ORDINAL_POSITION";
    private static final String REFERENCES = "SELECT FK_NAME, FKCOLUMN_NAME, PKTABLE_NAME, PKCOLUMN_NAME"
            + " FROM INFORMATION_SCHEMA.SYSTEM_CROSSREFERENCE"
            + " WHERE FKTABLE_SCHEM = 'PUBLIC' AND FKTABLE_NAME = ? ORDER BY FK_NAME, KEY_SEQ";

    private final Connection connection;

    SchemaMetadata(Connection connection) {
        this.connection = connection;
    }

    private record KeyRow(String constraint, String column, boolean primary) {}

    private record ReferenceRow(String constraint, String column, String table, String referenced) {}

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    List<TableDefinition> read(Parsed.Schema schema) throws SQLException {
        List<TableDefinition> tables = new ArrayList<>();
        for (Parsed.Table table : schema.tables()) {
            tables.add(read(table));
        }
        return tables;
    }

    private TableDefinition read(Parsed.Table table) throws SQLException {
        List<String> primaryKey = new ArrayList<>();
        Map<String, List<String>> unique = new LinkedHashMap<>();
        for (KeyRow row : rows(
                KEYS,
                table.name(),
                r -> new KeyRow(r.getString(1), r.getString(2), r.getString(3).equals("PRIMARY KEY")))) {
            List<String> columns =
                    row.primary() ? primaryKey : unique.computeIfAbsent(row.constraint(), name -> new ArrayList<>());
            columns.add(row.column());
        }
        List<String> comments = rows(COMMENT, table.name(), row -> text(row.getString(1)));
        return new TableDefinition(
                table.name(),
                table.reference() ? TableKind.REFERENCE : TableKind.PARTITIONED,
                columns(table),
                primaryKey,
                List.copyOf(unique.values()),
                references(table.name()),
                comments.isEmpty() ? "" : comments.get(0));
    }

    private List<ColumnDefinition> columns(Parsed.Table table) throws SQLException {
        Map<String, Parsed.Column> written = new LinkedHashMap<>();
        table.columns().forEach(column -> written.put(column.name(), column));
        return rows(COLUMNS, table.name(), row -> {
            Parsed.Column column = Optional.ofNullable(written.get(row.getString(1)))
                    .orElseThrow(() -> new SQLException("a column that nobody wrote"));
            // What the database does not keep as it was written: the default's text, and that CHAR was said.
            return new ColumnDefinition(
                    column.name(),
                    type(row.getInt(2), row.getInt(3), row.getInt(4)),
                    row.getInt(5) != 0,
                    column.defaultValue(),
                    text(row.getString(6)),
                    column.type().blankPadded());
        });
    }

    private List<ForeignKey> references(String table) throws SQLException {
        Map<String, List<ReferenceRow>> byName = new LinkedHashMap<>();
        for (ReferenceRow row : rows(
                REFERENCES,
                table,
                r -> new ReferenceRow(r.getString(1), r.getString(2), r.getString(3), r.getString(4)))) {
            byName.computeIfAbsent(row.constraint(), name -> new ArrayList<>()).add(row);
        }
        List<ForeignKey> keys = new ArrayList<>();
        byName.forEach((name, rows) -> keys.add(new ForeignKey(
                name,
                rows.stream().map(ReferenceRow::column).toList(),
                rows.get(0).table(),
                rows.stream().map(ReferenceRow::referenced).toList())));
        return keys;
    }

    private <T> List<T> rows(String sql, String table, RowReader<T> reader) throws SQLException {
        List<T> result = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
        }
        return result;
    }

    private static DataType type(int jdbcType, int size, int digits) throws SQLException {
        return switch (jdbcType) {
            case Types.BOOLEAN -> DataType.BOOLEAN;
            case Types.SMALLINT -> DataType.SMALLINT;
            case Types.INTEGER -> DataType.INTEGER;
            case Types.BIGINT -> DataType.BIGINT;
            case Types.DECIMAL, Types.NUMERIC -> DataType.decimal(size, digits);
            case Types.DOUBLE -> DataType.DOUBLE;
            case Types.VARCHAR -> DataType.varchar(length(size));
            case Types.VARBINARY -> new DataType(TypeKind.VARBINARY, length(size), 0);
            case Types.DATE -> DataType.DATE;
            case Types.TIME -> new DataType(TypeKind.TIME, digits, 0);
            case Types.TIMESTAMP -> new DataType(TypeKind.TIMESTAMP, digits, 0);
            default -> throw new SQLException("a type that nobody wrote");
        };
    }

    private static int length(int size) {
        return size == SchemaDatabase.UNLIMITED ? 0 : size;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
