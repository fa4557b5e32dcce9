package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows as the query that gives them: nothing but queries is ever planned, so that an expression
 * means the same in SET and VALUES as in SELECT. One object plans one statement.
 */
final class ChangePlanner {
    private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

    private final Catalog catalog;
    private final SystemTables system;
    private final Statistics statistics;
    private final Set<PlanRule> rules;
    private final int parameters;

    ChangePlanner(Catalog catalog, SystemTables system, Statistics statistics, Set<PlanRule> rules, int parameters) {
        this.catalog = catalog;
        this.system = system;
        this.statistics = statistics;
        this.rules = rules;
        this.parameters = parameters;
    }

    PlannedChange plan(SqlNode statement) {
        if (statement instanceof SqlInsert insert) {
            return insert(insert);
        }
        if (statement instanceof SqlUpdate update) {
            return update(update);
        }
        if (statement instanceof SqlDelete delete) {
            return delete(delete);
        }
        throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "this form of statement is not supported");
    }

    private PlannedChange insert(SqlInsert insert) {
        if (insert.isUpsert()) {
            throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "UPSERT is not supported");
        }
        TableDefinition table = ChangeTarget.table(insert.getTargetTable(), catalog);
        List<ColumnDefinition> columns = insert.getTargetColumnList() == null
                ? table.columns()
                : ChangeTarget.columns(insert.getTargetColumnList(), table);
        AssignedValues values = new AssignedValues(table);
        LogicalPlan given = queryPlanner(catalog).plan(rewritten(values.rows(insert.getSource(), columns)), parameters);
        if (given.fields().size() != columns.size()) {
            throw new BestPeerException(
                    ErrorCode.SYNTAX_ERROR,
                    "INSERT names %d columns of table %s, but gives %d values"
                            .formatted(
                                    columns.size(), table.name(), given.fields().size()));
        }
        Map<String, Scalar> byName = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byName.put(columns.get(i).name(), Assignment.of(given.root(), i, columns.get(i)));
        }
        List<Scalar> row = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            Scalar assigned = byName.get(column.name());
            row.add(assigned == null ? standard(values, column) : assigned);
        }
        return change(PlannedChange.Kind.INSERT, table, given, row);
    }

    /** What a column gets that a statement does not name. */
    private Scalar standard(AssignedValues values, ColumnDefinition column) {
        Optional<SqlNode> expression = values.defaultOf(column, NOWHERE);
        if (expression.isEmpty()) {
            return new Scalar.Literal(null, Assignment.typeOf(column));
        }
        SqlNode query = select(SqlNodeList.of(expression.get()), null, null);
        Operator plan = queryPlanner(catalog).plan(rewritten(query), 0).root();
        if (plan instanceof Operator.Project project) {
            return Assignment.assigned(project.expressions().get(0), column);
        }
        if (plan instanceof Operator.Values constant && constant.rows().size() == 1) {
            return Assignment.assigned(constant.rows().get(0).get(0), column);
        }
        throw new BestPeerException(
                ErrorCode.NOT_SUPPORTED, "the default of column %s cannot be computed".formatted(column.name()));
    }

    private PlannedChange update(SqlUpdate update) {
        TableDefinition table = ChangeTarget.table(update.getTargetTable(), catalog);
        List<ColumnDefinition> columns = ChangeTarget.columns(update.getTargetColumnList(), table);
        AssignedValues values = new AssignedValues(table);
        SqlIdentifier alias = ChangeTarget.alias(update.getAlias(), table);
        SqlNodeList selected = SqlNodeList.of(column(alias, OwnRows.NUMBER.name()));
        for (ColumnDefinition column : table.columns()) {
            int index = columns.indexOf(column);
            selected.add(
                    index < 0
                            ? column(alias, column.name())
                            : values.value(update.getSourceExpressionList().get(index), column));
        }
        SqlNode query = select(selected, alias, update.getCondition());
        LogicalPlan given = queryPlanner(OwnRows.in(catalog, table)).plan(rewritten(query), parameters);
        List<Scalar> row = new ArrayList<>();
        row.add(new Scalar.ColumnRef(0, OwnRows.NUMBER.type()));
        for (int i = 0; i < table.columns().size(); i++) {
            row.add(Assignment.of(given.root(), i + 1, table.columns().get(i)));
        }
        return change(PlannedChange.Kind.UPDATE, table, given, row);
    }

    private PlannedChange delete(SqlDelete delete) {
        TableDefinition table = ChangeTarget.table(delete.getTargetTable(), catalog);
        SqlIdentifier alias = ChangeTarget.alias(delete.getAlias(), table);
        SqlNode query = select(SqlNodeList.of(column(alias, OwnRows.NUMBER.name())), alias, delete.getCondition());
        LogicalPlan given = queryPlanner(OwnRows.in(catalog, table)).plan(rewritten(query), parameters);
        return new PlannedChange(PlannedChange.Kind.DELETE, table, given);
    }

    private static PlannedChange change(
            PlannedChange.Kind kind, TableDefinition table, LogicalPlan given, List<Scalar> row) {
        List<String> names = new ArrayList<>();
        if (kind == PlannedChange.Kind.UPDATE) {
            names.add(OwnRows.NUMBER.name());
        }
        table.columns().forEach(column -> names.add(column.name()));
        Operator root = new Operator.Project(given.root(), row, names);
        List<Field> fields = root.fields();
        return new PlannedChange(
                kind, table, new LogicalPlan(root, fields, given.parameterTypes(), given.schemaVersion()));
    }

    private static SqlNode column(SqlIdentifier alias, String name) {
        return new SqlIdentifier(List.of(alias.getSimple(), name), NOWHERE);
    }

    private static SqlNode select(SqlNodeList selected, @Nullable SqlIdentifier alias, @Nullable SqlNode condition) {
        SqlNode from = alias == null
                ? null
                : SqlStdOperatorTable.AS.createCall(NOWHERE, new SqlIdentifier(OwnRows.TABLE, NOWHERE), alias);
        return new SqlSelect(NOWHERE, null, selected, from, condition, null, null, null, null, null, null, null, null);
    }

    private static SqlNode rewritten(SqlNode query) {
        return TreeRewrite.apply(query);
    }

    /** Plans against a schema that may have the own rows as a table. */
    private QueryPlanner queryPlanner(Catalog schema) {
        Statistics known = table -> table.equals(OwnRows.TABLE) ? TableStatistics.UNKNOWN : statistics.of(table);
        return new QueryPlanner(new CatalogView(schema, system), known, rules);
    }
}
