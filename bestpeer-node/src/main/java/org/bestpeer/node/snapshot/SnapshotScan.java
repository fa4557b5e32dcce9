package org.bestpeer.node.snapshot;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;

/**
 * A scan of a snapshot that has not begun: the segments that can have rows for which its filter is TRUE.
 *
 * @param positions of the fields in the segments
 */
public record SnapshotScan(List<Field> fields, List<Segment> segments, int[] positions, Optional<Scalar> filter) {

    /** How many rows it looks at. */
    public long rowsToRead() {
        return segments.stream().mapToLong(segment -> segment.rows().rows()).sum();
    }

    /** The rows; all that the filter lets through, whatever the order and limit of the scan. */
    public BatchStream open() {
        return new SnapshotStream(fields, segments, positions, filter);
    }
}
