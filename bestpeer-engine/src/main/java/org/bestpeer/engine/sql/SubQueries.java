package org.bestpeer.engine.sql;

import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.bestpeer.engine.algebra.ApplyKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Scalars;

/** The sub-queries of expressions over one input: each becomes a column that a dependent plan computes. */
final class SubQueries {
    private final OuterRows outerRows;
    private final RexTranslator expressions;
    private final Function<RelNode, Operator> relations;
    private final RexBuilder builder;
    private final Map<RexSubQuery, RexNode> columns = new HashMap<>();
    private Operator input;

    SubQueries(
            Operator input,
            OuterRows outerRows,
            RexTranslator expressions,
            Function<RelNode, Operator> relations,
            RexBuilder builder) {
        this.input = input;
        this.outerRows = outerRows;
        this.expressions = expressions;
        this.relations = relations;
        this.builder = builder;
    }

    /** The input with the columns of the sub-queries so far behind its own. */
    Operator input() {
        return input;
    }

    /** What an expression's variables stand for, given the row that its sub-query runs for. */
    interface Scope {
        Map<CorrelationId, OuterRows.Row> rows(OuterRows.Dependent row);
    }

    static Scope variables(Set<CorrelationId> variables) {
        return row -> Maps.asMap(variables, variable -> row);
    }

    /** The expression with columns in place of sub-queries. */
    RexNode extracted(RexNode expression, Scope scope) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RexSubQuery inner = (RexSubQuery) super.visitSubQuery(query);
                RexNode known = columns.get(inner);
                if (known == null) {
                    known = column(inner, scope);
                    columns.put(inner, known);
                }
                return known;
            }
        });
    }

    private RexNode column(RexSubQuery query, Scope scope) {
        OuterRows.Dependent row = outerRows.dependent();
        Operator rows = outerRows.within(scope.rows(row), () -> relations.apply(query.rel));
        int column = input.fields().size();
        switch (query.getKind()) {
            case SCALAR_QUERY -> input = new Operator.Apply(ApplyKind.SCALAR, input, rows, row.outer());
            case EXISTS -> input = new Operator.Apply(ApplyKind.EXISTS, input, rows, row.outer());
            case IN, SOME, ALL -> {
                ApplyKind kind = query.getKind() == SqlKind.ALL ? ApplyKind.ALL : ApplyKind.ANY;
                Scalar compared = comparison(query, row);
                Operator found = Operators.project(rows, List.of(compared), List.of("found"));
                input = new Operator.Apply(kind, input, found, row.outer());
            }
            default -> throw RexTranslator.refused(query.getOperator().getName() + " of a sub-query");
        }
        return new RexInputRef(column, query.getType());
    }

    /** The comparison of the operands, which are of the outer row, with the sub-query's columns. */
    private Scalar comparison(RexSubQuery query, OuterRows.Dependent row) {
        int width = query.rel.getRowType().getFieldCount();
        SqlOperator operator = operator(query);
        List<RexNode> pairs = new ArrayList<>();
        for (int i = 0; i < query.getOperands().size(); i++) {
            RexNode operand = RexUtil.shift(query.getOperands().get(i), width);
            pairs.add(builder.makeCall(operator, operand, builder.makeInputRef(query.rel, i)));
        }
        Scalar compared = expressions.translate(RexUtil.composeConjunction(builder, pairs));
        return Scalars.rewrite(
                compared,
                part -> part instanceof Scalar.ColumnRef ref && ref.index() >= width
                        ? row.column(ref.index() - width, ref.type())
                        : part);
    }

    private static SqlOperator operator(RexSubQuery query) {
        if (query.getKind() == SqlKind.IN) {
            return SqlStdOperatorTable.EQUALS;
        }
        SqlKind comparison = ((SqlQuantifyOperator) query.getOperator()).comparisonKind;
        if (query.getOperands().size() > 1 && comparison != SqlKind.EQUALS) {
            throw RexTranslator.refused("a comparison of rows with a sub-query by " + comparison.sql);
        }
        return switch (comparison) {
            case EQUALS -> SqlStdOperatorTable.EQUALS;
            case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
            case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
            case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
            case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
            case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
            default -> throw RexTranslator.refused(comparison.sql + " with a sub-query");
        };
    }
}
