package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Expressions that are assigned to columns, before they are planned: what has no type of its own takes the column's. */
final class AssignedValues {
    private final CatalogView view;

    AssignedValues(TableDefinition table) {
        this.view = new CatalogView(Catalog.of(Catalog.SHARED_SCHEMA, 0, List.of(table)), SystemTables.NONE);
    }

    /** The source of an INSERT; of VALUES each value for its column. */
    SqlNode rows(SqlNode source, List<ColumnDefinition> columns) {
        if (source instanceof SqlOrderBy || source.getKind() != SqlKind.VALUES) {
            return source;
        }
        SqlCall values = (SqlCall) source;
        List<SqlNode> rows = new ArrayList<>();
        for (SqlNode row : values.getOperandList()) {
            SqlCall call = (SqlCall) row;
            if (call.operandCount() != columns.size()) {
                throw new BestPeerException(
                        ErrorCode.SYNTAX_ERROR,
                        "INSERT has %d columns, but row %d has %d values"
                                .formatted(columns.size(), rows.size() + 1, call.operandCount()));
            }
            List<SqlNode> elements = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                elements.add(value(call.operand(i), columns.get(i)));
            }
            rows.add(call.getOperator().createCall(call.getParserPosition(), elements));
        }
        return values.getOperator().createCall(values.getParserPosition(), rows);
    }

    /** An expression for a column. */
    SqlNode value(SqlNode node, ColumnDefinition column) {
        SqlParserPos position = node.getParserPosition();
        boolean named = node instanceof SqlIdentifier name
                && name.isSimple()
                && name.getSimple().equals(ChangeText.DEFAULT_NAME);
        if (named || node.getKind() == SqlKind.DEFAULT) {
            return defaultOf(column, position)
                    .orElseGet(() -> cast(SqlLiteral.createNull(position), Assignment.typeOf(column)));
        }
        if (node instanceof SqlDynamicParam) {
            return cast(node, parameterType(column));
        }
        if (!(node instanceof SqlLiteral literal)) {
            return node;
        }
        // The others have types that go together, and make rows of constants, which are planned faster than
        // expressions.
        boolean text = literal instanceof SqlCharStringLiteral
                && column.type().kind() != TypeKind.VARBINARY
                && column.type().kind() != TypeKind.VARCHAR;
        return text ? cast(node, Assignment.typeOf(column)) : node;
    }

    /** The DEFAULT clause of a column. */
    Optional<SqlNode> defaultOf(ColumnDefinition column, SqlParserPos position) {
        return column.defaultValue().map(text -> {
            try {
                SqlNode expression = QueryParser.parseExpression(text).clone(position);
                return cast(expression, Assignment.typeOf(column));
            } catch (SqlParseException e) {
                throw new BestPeerException(
                        ErrorCode.NOT_SUPPORTED,
                        "the default of column %s cannot be read: %s".formatted(column.name(), text),
                        e);
            }
        });
    }

    /** A number may have more digits than are kept: they are rounded like those of any other expression. */
    private static DataType parameterType(ColumnDefinition column) {
        DataType type = Assignment.typeOf(column);
        return type.kind() == TypeKind.DECIMAL
                ? DataType.decimal(
                        DataType.MAX_DECIMAL_PRECISION,
                        DataType.MAX_DECIMAL_PRECISION - (type.precision() - type.scale()))
                : type;
    }

    private SqlNode cast(SqlNode node, DataType type) {
        SqlParserPos position = node.getParserPosition();
        SqlDataTypeSpec spec = SqlTypeUtil.convertTypeToSpec(TypeMapping.toCalcite(view.types(), type));
        return SqlStdOperatorTable.CAST.createCall(position, node, spec);
    }
}
