package org.bestpeer.node.store;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows of an iterator, counted from 1. */
final class IteratorSource implements RowSource {
    private final Iterator<@Nullable Object[]> rows;
    private final String deed;
    private long position;

    IteratorSource(Iterator<@Nullable Object[]> rows, String deed) {
        this.rows = rows;
        this.deed = deed;
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
    public String deed() {
        return deed;
    }

    @Override
    public void close() {}
}
