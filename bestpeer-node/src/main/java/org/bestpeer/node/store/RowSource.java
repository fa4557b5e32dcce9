package org.bestpeer.node.store;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows to be loaded, one after the other. Used by one thread. */
public interface RowSource extends AutoCloseable {
    /**
     * The next row, a value in the Java class of its type for each column of the table, or null after the last.
     *
     * @throws org.bestpeer.engine.BestPeerException if the row cannot be read; nothing is loaded then
     */
    @Nullable
    Object @Nullable [] next();

    /** Where the last row came from, such as its line. */
    long position();

    /** What positions count: "line", "row". */
    String unit();

    /** What is done with rows, when it is done: "loaded", "changed". */
    default String deed() {
        return "loaded";
    }

    /** The text that the value of that column of the last row was read from, if it was read from text. */
    default Optional<String> text(int column) {
        return Optional.empty();
    }

    @Override
    void close();

    /** Rows made by a program. */
    static RowSource of(Iterator<@Nullable Object[]> rows) {
        return new IteratorSource(rows, "loaded");
    }

    /** Rows of a statement that changes some. */
    static RowSource ofChange(Iterator<@Nullable Object[]> rows) {
        return new IteratorSource(rows, "changed");
    }
}
