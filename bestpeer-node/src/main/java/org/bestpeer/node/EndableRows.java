package org.bestpeer.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of a run that also ends in the middle of a long step when it is closed: the run asks whether it is. */
final class EndableRows implements BatchStream {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final BatchStream rows;

    /** Starts a run. */
    interface Run {
        /** @param ended what the run asks */
        BatchStream start(AtomicBoolean ended);
    }

    EndableRows(Run run) {
        this.rows = run.start(ended);
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public @Nullable Batch next() {
        return rows.next();
    }

    @Override
    public void close() {
        ended.set(true);
        rows.close();
    }
}
