package org.bestpeer.node.store;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows of an iterator, counted from 1. */
final class IteratorSource implements RowSource {
    private final Iterator<@Nullable Object[]> rows;
    private long position;

    IteratorSource(Iterator<@Nullable Object[]> rows) {
        this.rows = rows;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (!rows.hasNext()) {
            return null;
        }
        position++;
        return rows.next();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public String unit() {
        return "row";
    }

    @Override
    public void close() {}
}
