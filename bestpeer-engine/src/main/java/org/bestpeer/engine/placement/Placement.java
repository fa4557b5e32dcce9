package org.bestpeer.engine.placement;

import java.util.List;

/**
 * Where the rows of one scan live.
 *
 * @param partitions of a partitioned table: all of them must be asked; of a reference table: any one is enough, the
 *     publisher first
 * @param pruned owners whose promised ranges exclude the predicate; shown by EXPLAIN
 * @param missing companies that share the table but are not in the index; the answer is not complete without them
 */
public record Placement(List<Partition> partitions, List<Site> pruned, List<String> missing) {
    public Placement {
        partitions = List.copyOf(partitions);
        pruned = List.copyOf(pruned);
        missing = List.copyOf(missing);
    }

    /** A placement at which nobody is missing. */
    public Placement(List<Partition> partitions, List<Site> pruned) {
        this(partitions, pruned, List.of());
    }
}
