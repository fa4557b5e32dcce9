package org.bestpeer.engine.progress;

/** Is told by an exchange what crosses the wire for a fragment at one site. Thread-safe; never blocks. */
public interface Traffic {
    /**
     * The request has left.
     *
     * @param bytes of the fragment's plan, with the keys and rows that are sent along in it
     */
    void sent(long bytes);

    /**
     * Rows have come.
     *
     * @param bytes of the rows as they were encoded
     */
    void received(long bytes);

    /** The owner has sent all rows, and tells how it got them. */
    void reported(OwnerReport report);

    /** The owner does not answer, or answered with a failure. */
    void failed();
}
