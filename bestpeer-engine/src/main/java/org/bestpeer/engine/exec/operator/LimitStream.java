package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/** Leaves out the first rows, and stops pulling when it gave enough. */
final class LimitStream extends OperatorStream {
    private final BatchStream input;
    private long toSkip;
    private long toGive;

    LimitStream(Guard guard, BatchStream input, long offset, long limit) {
        super(guard, input.fields(), List.of(input));
        this.input = input;
        this.toSkip = offset;
        this.toGive = limit;
    }

    @Override
    @Nullable
    Batch produce() {
        Batch batch = toGive > 0 ? input.next() : null;
        if (batch == null) {
            return null;
        }
        int from = (int) Math.min(toSkip, batch.rows());
        int to = from + (int) Math.min(batch.rows() - from, toGive);
        toSkip -= from;
        toGive -= to - from;
        Batch given = Vectors.slice(batch, from, to);
        if (toGive == 0) {
            // The rows go out now; nothing more is wanted from below.
            input.close();
        }
        return given;
    }
}
