package org.bestpeer.node.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes a snapshot of rows that come one after the other. Texts of a column with few different ones are kept once each, others
 * in a packed form. Used by one thread.
 */
public final class SnapshotBuilder {
    /** Of a column of a segment, beside its values. */
    private static final int COLUMN_BYTES = 96;

    private final List<Field> fields;
    private final Memory memory;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Texts> texts = new ArrayList<>();
    private BatchBuilder open;
    private long bytes;
    private boolean givenUp;

    /** Where the memory comes from. */
    @FunctionalInterface
    public interface Memory {
        /** Takes so many bytes, or none; gives them back if negative. */
        boolean take(long bytes);
    }

    /** A snapshot of a table with these columns. */
    public SnapshotBuilder(List<Field> fields, Memory memory) {
        this.fields = List.copyOf(fields);
        this.memory = memory;
        this.open = BatchBuilder.of(fields, Segment.MOST_ROWS);
        fields.forEach(field -> texts.add(new Texts()));
    }

    /** A snapshot that has the rows of another one already. */
    public static SnapshotBuilder after(TableSnapshot base, Memory memory) {
        SnapshotBuilder builder = new SnapshotBuilder(base.fields(), memory);
        for (Segment segment : base.segments()) {
            if (segment.rows().rows() == Segment.MOST_ROWS) {
                builder.add(segment);
            } else {
                builder.add(segment.rows());
            }
        }
        return builder;
    }

    /** Adds a row: the values of all columns. */
    public void add(@Nullable Object[] row) {
        if (!givenUp) {
            open.append(row);
            closeIfFull();
        }
    }

    /** Adds rows: all columns of them. */
    public void add(Batch rows) {
        for (int from = 0; from < rows.rows() && !givenUp; ) {
            int to = Math.min(rows.rows(), from + Segment.MOST_ROWS - open.rows());
            open.appendAll(Vectors.slice(rows, from, to));
            from = to;
            closeIfFull();
        }
    }

    private void closeIfFull() {
        if (open.rows() == Segment.MOST_ROWS) {
            closeSegment();
        }
    }

    private void closeSegment() {
        Batch rows = open.build();
        open = BatchBuilder.of(fields, Segment.MOST_ROWS);
        List<Vector> columns = new ArrayList<>();
        long taken = (long) COLUMN_BYTES * fields.size();
        for (int i = 0; i < fields.size(); i++) {
            boolean text = fields.get(i).type().kind() == TypeKind.VARCHAR;
            Vector column = rows.columns().get(i);
            Kept kept = text ? texts.get(i).kept(column) : new Kept(column, Vectors.estimatedBytes(column));
            columns.add(kept.column);
            taken += kept.bytes;
        }
        add(Segment.of(new Batch(rows.rows(), columns), taken));
    }

    /** A column as it is kept, and about how much memory it takes. */
    private record Kept(Vector column, long bytes) {}

    private void add(Segment segment) {
        if (memory.take(segment.bytes())) {
            bytes += segment.bytes();
            segments.add(segment);
        } else {
            discard();
        }
    }

    /** The snapshot; empty if there was no memory for it. Nothing may be added after that. */
    public Optional<TableSnapshot> build() {
        if (!givenUp && open.rows() > 0) {
            closeSegment();
        }
        return givenUp ? Optional.empty() : Optional.of(new TableSnapshot(fields, segments));
    }

    /** Gives the memory back: the snapshot is not wanted. */
    public void discard() {
        givenUp = true;
        memory.take(-bytes);
        bytes = 0;
        segments.clear();
        texts.clear();
        open = BatchBuilder.of(fields, 0);
    }

    /** The texts of one column. */
    private static final class Texts {
        /** A column is taken for one with few different texts until a segment has more new ones. */
        private static final int MOST_NEW = 1024;

        private static final int TEXT_BYTES = 80;
        private static final int REFERENCE_BYTES = 4;

        private final Map<Object, Object> known = new HashMap<>();
        private boolean many;

        Kept kept(Vector column) {
            if (!many) {
                int before = known.size();
                Vector shared = Vectors.shared(column, known);
                int added = known.size() - before;
                if (added <= MOST_NEW) {
                    return new Kept(shared, (long) REFERENCE_BYTES * column.size() + (long) TEXT_BYTES * added);
                }
                many = true;
                known.clear();
            }
            Vector packed = Vectors.packed(column);
            return new Kept(packed, Vectors.estimatedBytes(packed));
        }
    }
}
