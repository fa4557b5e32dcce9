package org.bestpeer.jdbc;

import java.util.Collections;
import java.util.Iterator;
import java.util.function.LongFunction;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.util.AbstractCursor;
import org.jspecify.annotations.Nullable;

/** Goes over rows that came in columns, frame after frame. */
final class ColumnCursor extends AbstractCursor {
    private final int width;
    private final LongFunction<Meta.Frame> more;
    private Meta.Frame frame;
    private Iterator<ColumnChunk> chunks;
    private @Nullable ColumnChunk chunk;
    private int row;
    private long passed;

    /**
     * @param width columns of the result
     * @param more fetches the frame that begins with a row
     */
    ColumnCursor(ColumnFrame first, int width, LongFunction<Meta.Frame> more) {
        this.width = width;
        this.more = more;
        this.frame = first;
        this.chunks = first.chunks().iterator();
    }

    @Override
    protected Getter createGetter(int ordinal) {
        return new Getter() {
            @Override
            public @Nullable Object getObject() {
                ColumnChunk current = chunk;
                Object value = current == null ? null : current.get(ordinal, row);
                wasNull[0] = value == null;
                return value;
            }

            @Override
            public boolean wasNull() {
                return wasNull[0];
            }
        };
    }

    @Override
    public boolean next() {
        ColumnChunk current = chunk;
        if (current != null && row + 1 < current.rows()) {
            row++;
            return true;
        }
        chunk = following();
        row = 0;
        return chunk != null;
    }

    private @Nullable ColumnChunk following() {
        while (!chunks.hasNext()) {
            if (frame.done) {
                return null;
            }
            frame = more.apply(passed);
            // A front that has no row left says so in a frame without any.
            chunks = frame instanceof ColumnFrame columns ? columns.chunks().iterator() : Collections.emptyIterator();
        }
        ColumnChunk next = chunks.next();
        if (next.columns().size() != width) {
            throw new GatewayException(SqlErrors.of("08006", "the peer sent rows of another result"));
        }
        passed += next.rows();
        return next;
    }

    @Override
    public void close() {
        chunk = null;
    }
}
