package org.bestpeer.node.gateway;

import java.sql.DatabaseMetaData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.calcite.avatica.proto.Requests;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Answers JDBC's questions about metadata from the global schema. */
final class CatalogResults {
    private final Catalog catalog;
    private final List<ShownTable> shown;

    CatalogResults(Catalog catalog, SystemTables system) {
        this.catalog = catalog;
        this.shown = ShownTable.all(catalog, system);
    }

    MetadataTable catalogs() {
        MetadataTable table = new MetadataTable("TABLE_CAT");
        table.add(catalog.network());
        return table;
    }

    MetadataTable schemas(Requests.SchemasRequest request) {
        MetadataTable table = new MetadataTable("TABLE_SCHEM", "TABLE_CATALOG");
        if (isThisCatalog(request.getHasCatalog(), request.getCatalog())) {
            Stream.concat(Stream.of(Catalog.SHARED_SCHEMA), shown.stream().map(ShownTable::schema))
                    .distinct()
                    .filter(LikePattern.of(request.getHasSchemaPattern(), request.getSchemaPattern()))
                    .sorted()
                    .forEach(name -> table.add(name, catalog.network()));
        }
        return table;
    }

    MetadataTable tableTypes() {
        MetadataTable table = new MetadataTable("TABLE_TYPE");
        Stream.concat(Stream.of(ShownTable.SHARED), shown.stream().map(ShownTable::type))
                .distinct()
                .sorted()
                .forEach(table::add);
        return table;
    }

    MetadataTable tables(Requests.TablesRequest request) {
        MetadataTable table = new MetadataTable(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "TABLE_TYPE",
                "REMARKS",
                "TYPE_CAT",
                "TYPE_SCHEM",
                "TYPE_NAME",
                "SELF_REFERENCING_COL_NAME",
                "REF_GENERATION");
        if (isThisCatalog(request.getHasCatalog(), request.getCatalog())) {
            matching(
                            LikePattern.of(request.getHasSchemaPattern(), request.getSchemaPattern()),
                            LikePattern.of(request.getHasTableNamePattern(), request.getTableNamePattern()))
                    .filter(t -> !request.getHasTypeList()
                            || request.getTypeListList().contains(t.type()))
                    .sorted(Comparator.comparing(ShownTable::type))
                    .forEach(t -> table.add(
                            catalog.network(),
                            t.schema(),
                            t.name(),
                            t.type(),
                            remarks(t.comment()),
                            null,
                            null,
                            null,
                            null,
                            null));
        }
        return table;
    }

    MetadataTable columns(Requests.ColumnsRequest request) {
        MetadataTable table = new MetadataTable(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME",
                "DATA_TYPE:int",
                "TYPE_NAME",
                "COLUMN_SIZE:int",
                "BUFFER_LENGTH:int",
                "DECIMAL_DIGITS:int",
                "NUM_PREC_RADIX:int",
                "NULLABLE:int",
                "REMARKS",
                "COLUMN_DEF",
                "SQL_DATA_TYPE:int",
                "SQL_DATETIME_SUB:int",
                "CHAR_OCTET_LENGTH:int",
                "ORDINAL_POSITION:int",
                "IS_NULLABLE",
                "SCOPE_CATALOG",
                "SCOPE_SCHEMA",
                "SCOPE_TABLE",
                "SOURCE_DATA_TYPE:short",
                "IS_AUTOINCREMENT",
                "IS_GENERATEDCOLUMN");
        if (isThisCatalog(request.getHasCatalog(), request.getCatalog())) {
            Predicate<String> name = LikePattern.of(request.getHasColumnNamePattern(), request.getColumnNamePattern());
            matching(
                            LikePattern.of(request.getHasSchemaPattern(), request.getSchemaPattern()),
                            LikePattern.of(request.getHasTableNamePattern(), request.getTableNamePattern()))
                    .forEach(t -> addColumns(table, t, name));
        }
        return table;
    }

    private void addColumns(MetadataTable result, ShownTable table, Predicate<String> wanted) {
        List<ColumnDefinition> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            if (!wanted.test(column.name())) {
                continue;
            }
            DataType type = column.type();
            result.add(
                    catalog.network(),
                    table.schema(),
                    table.name(),
                    column.name(),
                    SqlTypes.id(type.kind()),
                    type.kind().name(),
                    SqlTypes.precision(type),
                    null,
                    digits(type),
                    type.isNumeric() ? radix(type) : null,
                    column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                    remarks(column.comment()),
                    column.defaultValue().orElse(null),
                    null,
                    null,
                    octets(type),
                    i + 1,
                    column.nullable() ? "YES" : "NO",
                    null,
                    null,
                    null,
                    null,
                    "NO",
                    "NO");
        }
    }

    MetadataTable typeInfo() {
        MetadataTable table = new MetadataTable(
                "TYPE_NAME",
                "DATA_TYPE:int",
                "PRECISION:int",
                "LITERAL_PREFIX",
                "LITERAL_SUFFIX",
                "CREATE_PARAMS",
                "NULLABLE:short",
                "CASE_SENSITIVE:bool",
                "SEARCHABLE:short",
                "UNSIGNED_ATTRIBUTE:bool",
                "FIXED_PREC_SCALE:bool",
                "AUTO_INCREMENT:bool",
                "LOCAL_TYPE_NAME",
                "MINIMUM_SCALE:short",
                "MAXIMUM_SCALE:short",
                "SQL_DATA_TYPE:int",
                "SQL_DATETIME_SUB:int",
                "NUM_PREC_RADIX:int");
        Arrays.stream(TypeKind.values())
                .sorted(Comparator.comparing(SqlTypes::id))
                .forEach(kind -> addType(table, kind));
        return table;
    }

    private static void addType(MetadataTable table, TypeKind kind) {
        DataType type = kind == TypeKind.DECIMAL
                ? DataType.decimal(DataType.MAX_DECIMAL_PRECISION, DataType.MAX_DECIMAL_PRECISION)
                : new DataType(kind, 0, 0);
        String prefix =
                switch (kind) {
                    case VARCHAR -> "'";
                    case DATE, TIME, TIMESTAMP -> kind.name() + " '";
                    case VARBINARY -> "X'";
                    default -> null;
                };
        table.add(
                kind.name(),
                SqlTypes.id(kind),
                SqlTypes.precision(type),
                prefix,
                prefix == null ? null : "'",
                createParameters(kind),
                DatabaseMetaData.typeNullable,
                kind == TypeKind.VARCHAR,
                DatabaseMetaData.typeSearchable,
                !SqlTypes.signed(kind),
                false,
                false,
                kind.name(),
                0,
                SqlTypes.scale(type),
                null,
                null,
                type.isNumeric() ? radix(type) : null);
    }

    private static @Nullable String createParameters(TypeKind kind) {
        return switch (kind) {
            case DECIMAL -> "precision,scale";
            case VARCHAR, VARBINARY -> "length";
            default -> null;
        };
    }

    private static @Nullable Integer digits(DataType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> 0;
            case DECIMAL -> type.scale();
            case TIME, TIMESTAMP -> SqlTypes.scale(type);
            default -> null;
        };
    }

    private static int radix(DataType type) {
        return type.kind() == TypeKind.DOUBLE ? 2 : 10;
    }

    private static @Nullable Integer octets(DataType type) {
        return switch (type.kind()) {
            case VARCHAR, VARBINARY -> SqlTypes.precision(type);
            default -> null;
        };
    }

    private Stream<ShownTable> matching(Predicate<String> schema, Predicate<String> name) {
        return shown.stream().filter(t -> schema.test(t.schema()) && name.test(t.name()));
    }

    private boolean isThisCatalog(boolean present, String name) {
        return !present || name.equals(catalog.network());
    }

    private static @Nullable String remarks(String comment) {
        return comment.isEmpty() ? null : comment;
    }
}
