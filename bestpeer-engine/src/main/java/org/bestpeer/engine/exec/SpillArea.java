package org.bestpeer.engine.exec;

/** Port: a place outside the memory for rows of one statement or fragment. Thread-safe. */
public interface SpillArea extends AutoCloseable {
    /** Takes nothing. */
    SpillArea OFF = new SpillArea() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public SpillFile create() {
            throw new IllegalStateException("nothing may be written to disk");
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {}
    };

    /** Whether anything may be written. */
    boolean isOn();

    /**
     * A new, empty file.
     *
     * @throws org.bestpeer.engine.BestPeerException if none can be made, or the area is closed
     */
    SpillFile create();

    /** Bytes that were written to all files, those that are gone among them. */
    long bytes();

    /** Deletes all files. Idempotent. */
    @Override
    void close();
}
