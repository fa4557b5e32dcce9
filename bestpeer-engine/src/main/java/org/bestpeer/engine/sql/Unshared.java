package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;

/**
 * Makes a tree of what rules have made a graph: equal parts become one node, of which Calcite's unnesting then takes
 * what it learnt in one place for true in all others.
 */
final class Unshared extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode node) {
        if (node instanceof TableScan scan) {
            return LogicalTableScan.create(scan.getCluster(), scan.getTable(), scan.getHints());
        }
        if (node instanceof Values values) {
            return LogicalValues.create(values.getCluster(), values.getRowType(), values.getTuples());
        }
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : node.getInputs()) {
            inputs.add(input.accept(this));
        }
        return node.copy(node.getTraitSet(), inputs);
    }
}
