package org.bestpeer.engine;

import java.time.Instant;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.progress.FragmentProgress;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of a fragment at one site, counted as they are read. */
final class CountedStream implements BatchStream {
    private final BatchStream rows;
    private final FragmentProgress progress;

    CountedStream(BatchStream rows, FragmentProgress progress) {
        this.rows = rows;
        this.progress = progress;
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public @Nullable Batch next() {
        Instant asked = progress.now();
        Batch batch;
        try {
            batch = rows.next();
        } catch (RuntimeException | Error failure) {
            progress.failed();
            throw failure;
        }
        if (batch == null) {
            progress.finished(asked);
        } else {
            progress.came(batch.rows(), asked);
        }
        return batch;
    }

    /** Told before it is closed, so that what a closed stream throws is not taken for a failure. */
    @Override
    public void close() {
        progress.stopped();
        rows.close();
    }
}
