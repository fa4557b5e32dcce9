package org.bestpeer.engine.sql;

import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.bestpeer.engine.algebra.ApplyKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.plan.Operators;

/** LATERAL, and outer joins whose condition has sub-queries: one side runs for each row of the other. */
final class DependentJoins {
    private final RexBuilder builder;
    private final OuterRows outerRows;
    private final RelTranslator relations;

    DependentJoins(RexBuilder builder, OuterRows outerRows, RelTranslator relations) {
        this.builder = builder;
        this.outerRows = outerRows;
        this.relations = relations;
    }

    Operator lateral(Correlate correlate) {
        ApplyKind kind =
                switch (correlate.getJoinType()) {
                    case INNER -> ApplyKind.INNER;
                    case LEFT -> ApplyKind.LEFT;
                    default -> throw RexTranslator.refused("LATERAL on this side of a join");
                };
        Operator left = relations.translate(correlate.getLeft());
        OuterRows.Dependent row = outerRows.dependent();
        Operator right = outerRows.within(
                Map.of(correlate.getCorrelationId(), row), () -> relations.translate(correlate.getRight()));
        return new Operator.Apply(kind, left, right, row.outer());
    }

    Operator join(Join join) {
        return switch (join.getJoinType()) {
            case LEFT -> outer(join, join.getLeft(), join.getRight(), 0);
            case RIGHT -> turned(join);
            default -> throw RexTranslator.refused(join.getJoinType() + " JOIN with a sub-query in its condition");
        };
    }

    private Operator turned(Join join) {
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        Operator applied = outer(join, join.getRight(), join.getLeft(), leftWidth);
        int rightWidth = join.getRight().getRowType().getFieldCount();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < leftWidth; i++) {
            columns.add(rightWidth + i);
        }
        for (int i = 0; i < rightWidth; i++) {
            columns.add(i);
        }
        return Operators.select(applied, columns);
    }

    /**
     * Every row of one side, with those rows of the other for which the condition is TRUE.
     *
     * @param first number of the kept side's first column in the condition
     */
    private Operator outer(Join join, RelNode kept, RelNode other, int first) {
        int width = kept.getRowType().getFieldCount();
        int otherFirst = first == 0 ? width : 0;
        Operator left = relations.translate(kept);
        Operator right = relations.translate(other);
        OuterRows.Dependent row = outerRows.dependent();
        CorrelationId keptRow = join.getCluster().createCorrel();
        RexNode condition = join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                int index = ref.getIndex();
                return index >= first && index < first + width
                        ? builder.makeFieldAccess(builder.makeCorrel(kept.getRowType(), keptRow), index - first)
                        : new RexInputRef(index - otherFirst, ref.getType());
            }
        });
        SubQueries.Scope scope = inner -> Maps.asMap(
                join.getVariablesSet(),
                variable -> (index, type) -> index >= first && index < first + width
                        ? row.column(index - first, type)
                        : inner.column(index - otherFirst, type));
        Operator filtered = outerRows.within(Map.of(keptRow, row), () -> relations.filter(right, condition, scope));
        return new Operator.Apply(ApplyKind.LEFT, left, filtered, row.outer());
    }
}
