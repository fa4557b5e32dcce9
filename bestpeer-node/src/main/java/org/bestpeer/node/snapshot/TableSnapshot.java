package org.bestpeer.node.snapshot;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.type.Field;

/** All rows of one load version of a table, in columns, in segments of some thousand rows. Immutable. */
public final class TableSnapshot {
    private final List<Field> fields;
    private final List<Segment> segments;

    TableSnapshot(List<Field> fields, List<Segment> segments) {
        this.fields = List.copyOf(fields);
        this.segments = List.copyOf(segments);
    }

    List<Field> fields() {
        return fields;
    }

    List<Segment> segments() {
        return segments;
    }

    public long rows() {
        return segments.stream().mapToLong(segment -> segment.rows().rows()).sum();
    }

    /** About how much memory it takes. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /** Whether it has all columns that a scan reads, under the same types. */
    public boolean canRead(StoreScan scan) {
        return fields.containsAll(scan.scan().fields());
    }

    /** How many rows a scan looks at: those of the segments that can have some for which its filter is TRUE. */
    public long rowsToRead(StoreScan scan) {
        int[] positions = positions(scan);
        return segments.stream()
                .filter(segment -> segment.mayHold(scan.filter(), positions))
                .mapToLong(segment -> segment.rows().rows())
                .sum();
    }

    /** The rows of a scan; all that its filter lets through, whatever its order and limit. */
    public BatchStream scan(StoreScan scan) {
        int[] positions = positions(scan);
        Optional<Scalar> filter = scan.filter();
        List<Segment> read = segments.stream()
                .filter(segment -> segment.mayHold(filter, positions))
                .toList();
        return new SnapshotStream(scan.scan().fields(), read, positions, filter);
    }

    private int[] positions(StoreScan scan) {
        return scan.scan().fields().stream().mapToInt(fields::indexOf).toArray();
    }
}
