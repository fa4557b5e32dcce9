package org.bestpeer.engine.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Turns EXISTS, NOT EXISTS and IN among the conjuncts of a WHERE into semi-joins and anti-joins, where the outer
 * query's columns are only used in the sub-query's own WHERE. Calcite's general way would join with the distinct
 * outer values first.
 */
final class SemiJoins extends RelHomogeneousShuttle {
    private final RexBuilder builder;

    SemiJoins(RexBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        return node instanceof LogicalFilter filter
                ? rewrite(filter)
                : node.accept(new InsideSubQueries()).accept(new ConstantIn(builder));
    }

    private RelNode rewrite(LogicalFilter filter) {
        RelNode input = filter.getInput();
        List<RexNode> rest = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            RexNode inner = conjunct.accept(new InsideSubQueries());
            Optional<RelNode> joined = join(input, inner, filter.getVariablesSet());
            if (joined.isPresent()) {
                input = joined.get();
            } else {
                rest.add(inner.accept(new ConstantIn(builder)));
            }
        }
        return rest.isEmpty()
                ? input
                : LogicalFilter.create(
                        input,
                        RexUtil.composeConjunction(builder, rest),
                        ImmutableSet.copyOf(filter.getVariablesSet()));
    }

    private Optional<RelNode> join(RelNode left, RexNode conjunct, Set<CorrelationId> outer) {
        boolean negated = conjunct.getKind() == SqlKind.NOT;
        RexNode bare = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
        if (!(bare instanceof RexSubQuery query)) {
            return Optional.empty();
        }
        boolean exists = query.getKind() == SqlKind.EXISTS;
        // NOT IN is not the opposite of IN where a NULL is compared: left to Calcite.
        if (!exists && (negated || query.getKind() != SqlKind.IN)) {
            return Optional.empty();
        }
        if (query.getOperands().stream().anyMatch(Correlations::hasSubQuery)) {
            return Optional.empty();
        }
        Pulled pulled = new Pulled(query.rel, outer);
        if (!pulled.isUncorrelated()) {
            return Optional.empty();
        }
        int width = left.getRowType().getFieldCount();
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : pulled.correlated) {
            conditions.add(condition.accept(new OuterColumns(width, outer, left)));
        }
        if (!exists) {
            for (int i = 0; i < query.getOperands().size(); i++) {
                RexNode column = pulled.outputs.get(i).accept(new OuterColumns(width, outer, left));
                conditions.add(builder.makeCall(
                        SqlStdOperatorTable.EQUALS, query.getOperands().get(i), column));
            }
        }
        return Optional.of(LogicalJoin.create(
                left,
                pulled.rel(),
                ImmutableList.of(),
                RexUtil.composeConjunction(builder, conditions),
                ImmutableSet.of(),
                negated ? JoinRelType.ANTI : JoinRelType.SEMI));
    }

    /** A sub-query with the conditions that use the outer query's columns taken off its top. */
    private final class Pulled {
        private final Set<CorrelationId> outer;
        private final List<RexNode> correlated = new ArrayList<>();
        private List<RexNode> own = new ArrayList<>();
        private List<RexNode> outputs;
        private RelNode base;
        private Set<CorrelationId> ownVariables = Set.of();

        Pulled(RelNode query, Set<CorrelationId> outer) {
            this.outer = outer;
            this.base = query;
            this.outputs = new ArrayList<>(builder.identityProjects(query.getRowType()));
            strip();
        }

        private void strip() {
            while (true) {
                if (base instanceof LogicalProject project && own.isEmpty() && !project.containsOver()) {
                    outputs = RelOptUtil.pushPastProject(outputs, project);
                    List<RexNode> moved = RelOptUtil.pushPastProject(correlated, project);
                    correlated.clear();
                    correlated.addAll(moved);
                    base = project.getInput();
                } else if (base instanceof LogicalFilter filter && own.isEmpty() && uses(filter.getCondition())) {
                    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
                        (uses(condition) ? correlated : own).add(condition);
                    }
                    ownVariables = filter.getVariablesSet();
                    base = filter.getInput();
                } else {
                    return;
                }
            }
        }

        private boolean uses(RexNode node) {
            return Correlations.used(node).stream().anyMatch(outer::contains);
        }

        RelNode rel() {
            return own.isEmpty()
                    ? base
                    : LogicalFilter.create(
                            base, RexUtil.composeConjunction(builder, own), ImmutableSet.copyOf(ownVariables));
        }

        boolean isUncorrelated() {
            Set<CorrelationId> free = Correlations.free(rel());
            boolean nested = correlated.stream().anyMatch(Correlations::hasSubQuery)
                    || outputs.stream().anyMatch(Correlations::hasSubQuery);
            return free.isEmpty() && !nested;
        }
    }

    /** Rewrites sub-queries wherever they stand in an expression. */
    private final class InsideSubQueries extends RexShuttle {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            RexSubQuery over = (RexSubQuery) super.visitSubQuery(query);
            return over.clone(over.rel.accept(SemiJoins.this));
        }
    }

    /** Outer columns become columns of the left side, the sub-query's own move behind them. */
    private final class OuterColumns extends RexShuttle {
        private final int width;
        private final Set<CorrelationId> outer;
        private final RelNode left;

        OuterColumns(int width, Set<CorrelationId> outer, RelNode left) {
            this.width = width;
            this.outer = outer;
            this.left = left;
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            return builder.makeInputRef(ref.getType(), ref.getIndex() + width);
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable && outer.contains(variable.id)) {
                return builder.makeInputRef(left, access.getField().getIndex());
            }
            return super.visitFieldAccess(access);
        }
    }
}
