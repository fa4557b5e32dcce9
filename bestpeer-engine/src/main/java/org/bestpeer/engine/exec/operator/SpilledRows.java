package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.SpillFile;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Rows in a file, in the order in which they were added. First written, then read once. Used by one thread, closed by any. */
final class SpilledRows implements BatchStream {
    /** Few, since who merges files holds a batch of each. */
    private static final int BATCH_ROWS = 128;

    private static final int PIECE = 64 << 10;

    private final List<Field> fields;
    private final SpillFile file;
    private BatchBuilder buffer;
    private long rows;

    SpilledRows(Guard guard, List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.file = guard.newFile();
        this.buffer = BatchBuilder.of(fields, BATCH_ROWS);
    }

    void add(Batch batch) {
        rows += batch.rows();
        for (int from = 0; from < batch.rows(); from += BATCH_ROWS) {
            buffer.appendAll(Vectors.slice(batch, from, Math.min(batch.rows(), from + BATCH_ROWS)));
            if (buffer.rows() >= BATCH_ROWS) {
                flush();
            }
        }
    }

    private void flush() {
        BatchCodec.encodeSplit(buffer.build(), PIECE).forEach(file::write);
        buffer = BatchBuilder.of(fields, BATCH_ROWS);
    }

    boolean isEmpty() {
        return rows == 0;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        if (buffer.rows() > 0) {
            flush();
        }
        byte[] piece = file.read();
        return piece == null ? null : BatchCodec.decode(piece, fields);
    }

    @Override
    public void close() {
        file.close();
    }
}
