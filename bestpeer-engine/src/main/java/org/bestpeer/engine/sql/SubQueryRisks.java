package org.bestpeer.engine.sql;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/**
 * Whether a statement has sub-queries that Calcite's unnesting gets wrong or fails at (each was seen, and is among the
 * tests). Such a statement runs its sub-queries as dependent plans.
 */
final class SubQueryRisks {
    private boolean found;
    private int laterals;

    private SubQueryRisks() {}

    static boolean in(RelNode node) {
        SubQueryRisks risks = new SubQueryRisks();
        node.accept(risks.new Nodes());
        return risks.found || risks.laterals > 1;
    }

    private final class Nodes extends RelHomogeneousShuttle {
        @Override
        public RelNode visit(RelNode node) {
            if (node instanceof Correlate correlate) {
                laterals++;
                // Window functions over the rows of all outer rows, not of one.
                found |= hasWindow(correlate.getRight());
            }
            boolean windows = node instanceof Project project && project.containsOver();
            boolean outer = node instanceof Join join
                    && (join.getJoinType() == JoinRelType.LEFT || join.getJoinType() == JoinRelType.RIGHT);
            node.accept(new RexShuttle() {
                private final NullTracking nulls = new NullTracking();

                @Override
                public RexNode visitCall(RexCall call) {
                    NullTracking.Place before = nulls.enter(call);
                    RexNode visited = super.visitCall(call);
                    nulls.leave(before);
                    return visited;
                }

                @Override
                public RexNode visitSubQuery(RexSubQuery query) {
                    found |= windows || outer || nulls.areLost() || isRisky(query);
                    query.rel.accept(Nodes.this);
                    return super.visitSubQuery(query);
                }
            });
            return super.visit(node);
        }
    }

    /**
     * Where in a condition a NULL is taken for TRUE or FALSE because it makes no difference there. That holds below NOT and
     * IS TRUE, but not below another operator below these.
     */
    private static final class NullTracking {
        private Place place = Place.KEPT;

        enum Place {
            KEPT,
            TAKEN_FOR_OTHERS,
            LOST
        }

        /** Goes to a call's operands; where it was before. */
        Place enter(RexCall call) {
            Place before = place;
            place = switch (call.getKind()) {
                case NOT, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                    place == Place.LOST ? Place.LOST : Place.TAKEN_FOR_OTHERS;
                case IS_NULL, IS_NOT_NULL, CASE -> Place.KEPT;
                case AND, OR -> place;
                default -> place == Place.KEPT ? Place.KEPT : Place.LOST;
            };
            return before;
        }

        void leave(Place before) {
            place = before;
        }

        boolean areLost() {
            return place == Place.LOST;
        }
    }

    private static boolean isRisky(RexSubQuery query) {
        boolean correlated = !Correlations.free(query.rel).isEmpty();
        // Where rows were joined before, a NULL of the outer row finds no count of the list's rows.
        boolean list = correlated && query.getKind() == SqlKind.IN;
        // NULLs in a row that has other columns to tell it apart.
        boolean rows = query.getKind() == SqlKind.IN && query.getOperands().size() > 1;
        boolean quantified = query.getOperator() instanceof SqlQuantifyOperator operator
                && query.getKind() != SqlKind.IN
                && (correlated || operator.comparisonKind == SqlKind.NOT_EQUALS);
        // A LIMIT of one side of a join becomes a window for which columns are mixed up.
        boolean limited = correlated && hasLimitBelowJoin(query.rel, false);
        return list || rows || quantified || limited || (correlated && hasWindow(query.rel));
    }

    private static boolean hasLimitBelowJoin(RelNode node, boolean belowJoin) {
        boolean limit = node instanceof Sort sort && (sort.fetch != null || sort.offset != null);
        boolean below = belowJoin || node instanceof Join || node instanceof Correlate;
        return (limit && belowJoin) || node.getInputs().stream().anyMatch(input -> hasLimitBelowJoin(input, below));
    }

    private static boolean hasWindow(RelNode node) {
        boolean[] window = new boolean[1];
        node.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                other.accept(new RexShuttle() {
                    @Override
                    public RexNode visitOver(RexOver over) {
                        window[0] = true;
                        return over;
                    }

                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        window[0] |= hasWindow(query.rel);
                        return super.visitSubQuery(query);
                    }
                });
                return super.visit(other);
            }
        });
        return window[0];
    }
}
