package org.bestpeer.engine.exec.operator;

import com.google.protobuf.ByteString;
import java.util.Iterator;
import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Rows that came with the plan; read one batch at a time, for a few bytes can stand for many rows. */
final class SentRows implements BatchStream {
    private final List<Field> fields;
    private final Iterator<ByteString> batches;

    SentRows(Operator.Rows rows) {
        this.fields = rows.fields();
        this.batches = rows.batches().iterator();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        while (batches.hasNext()) {
            Batch batch = BatchCodec.decode(batches.next().toByteArray(), fields);
            if (batch.rows() > 0) {
                return batch;
            }
        }
        return null;
    }

    @Override
    public void close() {
        // Nothing feeds it.
    }
}
