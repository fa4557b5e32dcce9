package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** What a fragment makes of repartitioned rows. Read only when those who send them have begun. Pulled by one thread. */
final class ShuffledRows implements BatchStream {
    private final BatchStream rows;
    private final List<Shuffle> sources;
    private boolean begun;

    /** @param sources those that come first before those that read them */
    ShuffledRows(BatchStream rows, List<Shuffle> sources) {
        this.rows = rows;
        this.sources = List.copyOf(sources);
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public @Nullable Batch next() {
        if (!begun) {
            begun = true;
            sources.forEach(Shuffle::awaitBegun);
        }
        Batch batch = rows.next();
        if (batch == null) {
            sources.forEach(Shuffle::takeReports);
        }
        return batch;
    }

    @Override
    public void close() {
        rows.close();
    }
}
