package org.bestpeer.engine.sql;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** How many joins and sub-queries a statement has, before anything is rewritten. */
final class JoinCount extends RelHomogeneousShuttle {
    private int joins;

    private JoinCount() {}

    static int of(RelNode query) {
        JoinCount count = new JoinCount();
        query.accept(count);
        return count.joins;
    }

    @Override
    public RelNode visit(RelNode node) {
        if (node instanceof Join) {
            joins++;
        }
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                joins++;
                query.rel.accept(JoinCount.this);
                return super.visitSubQuery(query);
            }
        });
        return super.visit(node);
    }
}
