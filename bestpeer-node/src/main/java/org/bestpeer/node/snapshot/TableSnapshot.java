package org.bestpeer.node.snapshot;

import java.util.List;
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

    /** A scan of what can have rows for which its filter is TRUE. */
    public SnapshotScan scan(StoreScan scan) {
        List<Field> read = scan.scan().fields();
        int[] positions = read.stream().mapToInt(fields::indexOf).toArray();
        List<Segment> some = segments.stream()
                .filter(segment -> segment.mayHold(scan.filter(), positions))
                .toList();
        return new SnapshotScan(read, some, positions, scan.filter());
    }
}
