package org.bestpeer.engine;

import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Runs a query to its end, as its user would, and then tells how that went. */
final class AnalyzingCursor implements RowCursor {
    private final QueryCursor query;
    private final Supplier<BatchStream> analysis;
    private volatile @Nullable BatchStream text;
    private volatile boolean cancelled;

    /**
     * Takes the query over.
     *
     * @param analysis the text, once the query has finished
     */
    AnalyzingCursor(QueryCursor query, Supplier<BatchStream> analysis) {
        this.query = query;
        this.analysis = analysis;
    }

    @Override
    public String queryId() {
        return query.queryId();
    }

    @Override
    public List<Field> fields() {
        return PlanText.FIELDS;
    }

    @Override
    public List<MissingOwner> missing() {
        return query.missing();
    }

    @Override
    public @Nullable Batch next() {
        BatchStream lines = text;
        if (lines == null) {
            Batch rows = query.next();
            while (rows != null) {
                rows = query.next();
            }
            lines = analysis.get();
            text = lines;
        }
        if (cancelled) {
            throw new BestPeerException(ErrorCode.CANCELLED, "the query was cancelled");
        }
        Batch batch = lines.next();
        if (batch == null) {
            lines.close();
        }
        return batch;
    }

    @Override
    public void cancel() {
        cancelled = true;
        query.cancel();
    }

    @Override
    public void close() {
        query.close();
        BatchStream lines = text;
        if (lines != null) {
            lines.close();
        }
    }
}
