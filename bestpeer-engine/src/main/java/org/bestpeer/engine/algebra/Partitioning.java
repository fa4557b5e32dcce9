package org.bestpeer.engine.algebra;

import java.util.List;
import org.bestpeer.engine.type.DataType;

/**
 * By which keys rows are parted among peers, so that rows of equal keys come to the same peer, those of the other side of a
 * join as well. Rows whose key has a NULL come to the first peer.
 *
 * @param columns of the key
 * @param against types of the other side's key, with which this one is compared
 */
public record Partitioning(List<Integer> columns, List<DataType> against) {
    /** @throws IllegalArgumentException unless there is a type for each column, and at least one column */
    public Partitioning {
        columns = List.copyOf(columns);
        against = List.copyOf(against);
        if (columns.isEmpty() || columns.size() != against.size()) {
            throw new IllegalArgumentException("%d columns against %d types".formatted(columns.size(), against.size()));
        }
    }
}
