package org.bestpeer.engine.exec;

import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * What the home peer gets of a fragment whose rows go to other peers: an empty batch when the owner has begun, and one row
 * when all rows are computed; the stream ends when they are taken.
 *
 * @param rows rows for other peers
 * @param bytes of them as they are sent
 */
public record ShuffleReport(long rows, long bytes) {
    /** Columns of the batches. */
    public static final List<Field> FIELDS =
            List.of(new Field("row_count", DataType.BIGINT), new Field("byte_count", DataType.BIGINT));

    /** The owner has begun. */
    public static Batch begun() {
        return BatchBuilder.of(FIELDS, 1).build();
    }

    /** As a batch. */
    public Batch batch() {
        BatchBuilder builder = BatchBuilder.of(FIELDS, 1);
        builder.append(rows, bytes);
        return builder.build();
    }

    /** Of a batch with one row. */
    public static ShuffleReport of(Batch batch) {
        return new ShuffleReport(
                batch.columns().get(0).getLong(0), batch.columns().get(1).getLong(0));
    }
}
