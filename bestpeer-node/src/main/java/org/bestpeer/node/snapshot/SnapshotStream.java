package org.bestpeer.node.snapshot;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.Evaluator;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of some segments for which a condition is TRUE. */
final class SnapshotStream implements BatchStream {
    private final List<Field> fields;
    private final Iterator<Segment> segments;
    private final int[] positions;
    private final Optional<Evaluator> condition;
    private volatile boolean closed;

    /** @param positions of the columns wanted */
    SnapshotStream(List<Field> fields, List<Segment> segments, int[] positions, Optional<Scalar> condition) {
        this.fields = fields;
        this.segments = segments.iterator();
        this.positions = positions;
        this.condition = condition.map(ScalarCompiler::compile);
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        while (segments.hasNext()) {
            if (closed) {
                throw new BestPeerException(ErrorCode.CANCELLED, "the scan was cancelled");
            }
            Batch all = segments.next().columns(positions);
            Batch rows = condition.isPresent() ? selected(all, condition.get()) : all;
            if (rows.rows() > 0) {
                return rows;
            }
        }
        return null;
    }

    private static Batch selected(Batch all, Evaluator condition) {
        int[] rows = new int[all.rows()];
        return Vectors.at(all, rows, condition.select(RowSet.all(all), rows));
    }

    @Override
    public void close() {
        closed = true;
    }
}
