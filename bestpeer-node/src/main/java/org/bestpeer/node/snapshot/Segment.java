package org.bestpeer.node.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;

/**
 * Some rows of a table, all columns of them.
 *
 * @param rows the rows, in columns
 * @param zones what is known of each column's values
 * @param bytes about how much memory it takes
 */
record Segment(Batch rows, List<Zone> zones, long bytes) {
    /** So many rows, but for the last segment of a table. */
    static final int MOST_ROWS = 4096;

    Segment {
        zones = List.copyOf(zones);
    }

    static Segment of(Batch rows, long bytes) {
        return new Segment(rows, rows.columns().stream().map(Zone::of).toList(), bytes);
    }

    /** The rows, these columns of them. */
    Batch columns(int[] positions) {
        return new Batch(
                rows.rows(),
                Arrays.stream(positions).mapToObj(rows.columns()::get).toList());
    }

    /** Whether it can have rows for which a condition over these columns is TRUE. */
    boolean mayHold(Optional<Scalar> condition, int[] positions) {
        return condition.isEmpty()
                || new ZoneFilter(Arrays.stream(positions).mapToObj(zones::get).toList()).mayHold(condition.get());
    }
}
