package org.bestpeer.engine.sql;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;

/** Which outer rows a sub-query refers to. */
final class Correlations {
    private final Set<CorrelationId> used = new HashSet<>();
    private final Set<CorrelationId> defined = new HashSet<>();

    private Correlations() {}

    /** Variables that an expression uses, its sub-queries included. */
    static Set<CorrelationId> used(RexNode node) {
        Correlations found = new Correlations();
        node.accept(found.new Expressions());
        return found.used;
    }

    /** Variables that a plan uses without defining them. */
    static Set<CorrelationId> free(RelNode node) {
        Correlations found = new Correlations();
        node.accept(found.new Nodes());
        found.used.removeAll(found.defined);
        return found.used;
    }

    static boolean hasSubQuery(RexNode node) {
        return RexUtil.SubQueryFinder.find(node) != null;
    }

    private final class Nodes extends RelHomogeneousShuttle {
        @Override
        public RelNode visit(RelNode node) {
            defined.addAll(node.getVariablesSet());
            node.accept(new RexShuttle() {
                @Override
                public RexNode visitSubQuery(RexSubQuery query) {
                    query.rel.accept(Nodes.this);
                    return super.visitSubQuery(query);
                }

                @Override
                public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                    used.add(variable.id);
                    return variable;
                }
            });
            return super.visit(node);
        }
    }

    private final class Expressions extends RexVisitorImpl<Void> {
        Expressions() {
            super(true);
        }

        @Override
        public Void visitCorrelVariable(RexCorrelVariable variable) {
            used.add(variable.id);
            return super.visitCorrelVariable(variable);
        }

        @Override
        public Void visitSubQuery(RexSubQuery query) {
            query.rel.accept(new Nodes());
            return super.visitSubQuery(query);
        }
    }
}
