package org.bestpeer.node;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of a run; with it, the run's workspace is closed. */
record WorkspaceStream(BatchStream rows, Workspace workspace) implements BatchStream {
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
        try {
            rows.close();
        } finally {
            workspace.close();
        }
    }
}
