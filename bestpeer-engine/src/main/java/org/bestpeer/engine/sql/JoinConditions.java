package org.bestpeer.engine.sql;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Moves sub-queries from the condition of an inner join to a filter above it, where unnesting them is known to work. */
final class JoinConditions extends RelHomogeneousShuttle {
    private final RexBuilder builder;

    JoinConditions(RexBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        return node instanceof Join join
                        && join.getJoinType() == JoinRelType.INNER
                        && Correlations.hasSubQuery(join.getCondition())
                ? split(join)
                : node;
    }

    private RelNode split(Join join) {
        Map<Boolean, List<RexNode>> conjuncts = RelOptUtil.conjunctions(join.getCondition()).stream()
                .collect(Collectors.partitioningBy(Correlations::hasSubQuery));
        RelNode pairs = LogicalJoin.create(
                join.getLeft(), join.getRight(), List.of(), conjunction(conjuncts, false), Set.of(), JoinRelType.INNER);
        return LogicalFilter.create(pairs, conjunction(conjuncts, true), ImmutableSet.copyOf(join.getVariablesSet()));
    }

    private RexNode conjunction(Map<Boolean, List<RexNode>> conjuncts, boolean withSubQuery) {
        return RexUtil.composeConjunction(builder, conjuncts.getOrDefault(withSubQuery, List.of()));
    }
}
