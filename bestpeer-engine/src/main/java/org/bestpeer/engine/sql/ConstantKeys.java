package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Hides constants that are grouped by. Calcite leaves them out when it unnests sub-queries, but without any key there is
 * a group even where there are no rows.
 */
final class ConstantKeys extends RelHomogeneousShuttle {
    private final RexBuilder builder;

    ConstantKeys(RexBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        return node instanceof LogicalAggregate aggregate && aggregate.getInput() instanceof LogicalProject project
                ? aggregate.copy(aggregate.getTraitSet(), List.of(hidden(project, aggregate)))
                : node;
    }

    private RelNode hidden(LogicalProject project, LogicalAggregate aggregate) {
        List<RexNode> expressions = new ArrayList<>(project.getProjects());
        for (int key : aggregate.getGroupSet()) {
            RexNode expression = expressions.get(key);
            if (expression instanceof RexLiteral) {
                expressions.set(key, builder.makeAbstractCast(expression.getType(), expression, false));
            }
        }
        return project.copy(project.getTraitSet(), project.getInput(), expressions, project.getRowType());
    }
}
