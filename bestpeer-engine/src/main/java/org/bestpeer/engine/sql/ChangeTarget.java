package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.jspecify.annotations.Nullable;

/** The table and the columns that a statement changes. */
final class ChangeTarget {
    private static final Set<String> SYSTEM_SCHEMAS = Set.of("sys", "information_schema");

    private ChangeTarget() {}

    static TableDefinition table(SqlNode node, Catalog catalog) {
        if (!(node instanceof SqlIdentifier name)) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED, "only a table can be changed (%s)".formatted(position(node)));
        }
        List<String> names = name.names;
        String schema = names.size() < 2 ? Catalog.SHARED_SCHEMA : names.get(names.size() - 2);
        boolean here = names.size() < 3 || names.get(names.size() - 3).equals(catalog.network());
        if (here && SYSTEM_SCHEMAS.contains(schema)) {
            throw new BestPeerException(
                    ErrorCode.ACCESS_DENIED,
                    "schema %s shows what there is; nobody changes its tables".formatted(schema));
        }
        String table = names.get(names.size() - 1);
        boolean known = here && names.size() <= 3 && schema.equals(Catalog.SHARED_SCHEMA);
        return catalog.table(table)
                .filter(found -> known)
                .orElseThrow(() -> new BestPeerException(
                        ErrorCode.UNKNOWN_TABLE,
                        "table \"%s\" does not exist (%s)".formatted(String.join(".", names), position(node))));
    }

    static List<ColumnDefinition> columns(SqlNodeList list, TableDefinition table) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (SqlNode node : list) {
            String name = node instanceof SqlIdentifier id ? id.names.get(id.names.size() - 1) : node.toString();
            ColumnDefinition column = table.column(name)
                    .orElseThrow(() -> new BestPeerException(
                            ErrorCode.UNKNOWN_COLUMN,
                            "column \"%s\" does not exist in table \"%s\" (%s)"
                                    .formatted(name, table.name(), position(node))));
            if (columns.contains(column)) {
                throw new BestPeerException(
                        ErrorCode.INVALID_STATEMENT,
                        "column \"%s\" is named twice (%s)".formatted(name, position(node)));
            }
            columns.add(column);
        }
        return columns;
    }

    /** How the statement calls the table. */
    static SqlIdentifier alias(@Nullable SqlIdentifier given, TableDefinition table) {
        return given == null ? new SqlIdentifier(table.name(), SqlParserPos.ZERO) : given;
    }

    private static TextPosition position(SqlNode node) {
        SqlParserPos position = node.getParserPosition();
        return new TextPosition(position.getLineNum(), position.getColumnNum());
    }
}
