package org.bestpeer.engine.sql;

import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Rewrites a query and all its sub-queries, innermost first: rules do not look into expressions. */
final class EveryQuery extends RelHomogeneousShuttle {
    private final UnaryOperator<RelNode> rewriting;

    private EveryQuery(UnaryOperator<RelNode> rewriting) {
        this.rewriting = rewriting;
    }

    static RelNode rewrite(RelNode root, UnaryOperator<RelNode> rewriting) {
        return rewriting.apply(root.accept(new EveryQuery(rewriting)));
    }

    @Override
    public RelNode visit(RelNode other) {
        return super.visit(other).accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RexSubQuery inner = (RexSubQuery) super.visitSubQuery(query);
                RelNode rewritten = rewrite(inner.rel, rewriting);
                return rewritten == inner.rel ? inner : inner.clone(rewritten);
            }
        });
    }
}
