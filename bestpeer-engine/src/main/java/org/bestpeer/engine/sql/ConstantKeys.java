package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Hides constants that are grouped by, wherever below they come from. Calcite leaves them out when it unnests
 * sub-queries, but without any key there is a group even where there are no rows.
 */
final class ConstantKeys extends RelHomogeneousShuttle {
    private final RexBuilder builder;

    ConstantKeys(RexBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        return node instanceof LogicalAggregate aggregate
                ? withInput(
                        aggregate,
                        hidden(aggregate.getInput(), aggregate.getGroupSet().asSet()))
                : node;
    }

    /** @param columns the node's columns that are grouped by */
    private RelNode hidden(RelNode node, Set<Integer> columns) {
        if (node instanceof LogicalProject project) {
            return hidden(project, columns);
        }
        boolean passes = node instanceof Filter || node instanceof Sort || node instanceof Correlate;
        return passes ? withInput(node, hidden(node.getInput(0), columns)) : node;
    }

    private RelNode hidden(LogicalProject project, Set<Integer> columns) {
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        Set<Integer> below = new HashSet<>();
        for (int column : columns) {
            // A lateral join's other side has columns of its own behind those of the first.
            RexNode expression = column < expressions.size() ? expressions.get(column) : null;
            if (expression instanceof RexLiteral) {
                expressions.set(column, builder.makeAbstractCast(expression.getType(), expression, false));
            } else if (expression instanceof RexInputRef ref) {
                below.add(ref.getIndex());
            }
        }
        return project.copy(
                project.getTraitSet(), hidden(project.getInput(), below), expressions, project.getRowType());
    }

    private static RelNode withInput(RelNode node, RelNode input) {
        List<RelNode> inputs = new ArrayList<>(node.getInputs());
        inputs.set(0, input);
        return node.copy(node.getTraitSet(), inputs);
    }
}
