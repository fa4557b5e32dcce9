package org.bestpeer.engine.placement;

import java.util.List;

/**
 * Where the rows of one scan live.
 *
 * @param partitions of a partitioned table: all of them must be asked; of a reference table: any one is enough, the
 *     publisher first
 * @param pruned owners whose promised ranges exclude the predicate; shown by EXPLAIN
 */
public record Placement(List<Partition> partitions, List<Site> pruned) {
    public Placement {
        partitions = List.copyOf(partitions);
        pruned = List.copyOf(pruned);
    }
}
