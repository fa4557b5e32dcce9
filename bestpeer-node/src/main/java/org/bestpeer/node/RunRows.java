package org.bestpeer.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of a run that also ends in the middle of a long step when it is closed: the run asks whether it is. */
final class RunRows implements BatchStream {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Runnable afterwards;
    private final BatchStream rows;

    /** Starts a run. */
    interface Run {
        /** @param ended what the run asks */
        BatchStream start(BooleanSupplier ended);
    }

    /** @param afterwards to be done once the run is closed, or did not start */
    RunRows(Run run, Runnable afterwards) {
        this.afterwards = afterwards;
        boolean started = false;
        try {
            this.rows = run.start(ended::get);
            started = true;
        } finally {
            if (!started) {
                afterwards.run();
            }
        }
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
        try {
            rows.close();
        } finally {
            afterwards.run();
        }
    }
}
