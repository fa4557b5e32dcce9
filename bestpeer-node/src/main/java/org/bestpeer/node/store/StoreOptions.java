package org.bestpeer.node.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a store is opened.
 *
 * @param directory where its files are; empty for a store in memory, which is lost when it is closed
 * @param readConnections how many statements read at the same time
 * @param resultRowsInMemory rows of one result that HSQLDB keeps in memory; the rest goes to disk
 * @param freeSpace disk space that a load must leave
 * @param snapshotBytes memory for columnar snapshots of tables; 0 for none
 * @param tablesInMemory whether new tables are held in memory as a whole, besides on disk
 */
public record StoreOptions(
        Optional<Path> directory,
        int readConnections,
        int resultRowsInMemory,
        FreeSpaceFloor freeSpace,
        long snapshotBytes,
        boolean tablesInMemory) {
    private static final int READ_CONNECTIONS = 32;
    private static final int RESULT_ROWS = 200_000;

    public StoreOptions {
        if (readConnections < 1 || resultRowsInMemory < 1) {
            throw new IllegalArgumentException("a store needs at least one connection and one row of memory");
        }
    }

    /** A durable store with the usual limits, without snapshots. */
    public static StoreOptions at(Path directory) {
        return new StoreOptions(
                Optional.of(directory), READ_CONNECTIONS, RESULT_ROWS, FreeSpaceFloor.DEFAULT, 0, false);
    }

    /** A store that forgets everything when it is closed, without snapshots. */
    public static StoreOptions inMemory() {
        return new StoreOptions(Optional.empty(), READ_CONNECTIONS, RESULT_ROWS, FreeSpaceFloor.DEFAULT, 0, false);
    }

    /** The same with so much memory for snapshots. */
    public StoreOptions withSnapshots(long bytes) {
        return new StoreOptions(directory, readConnections, resultRowsInMemory, freeSpace, bytes, tablesInMemory);
    }

    /** The same with new tables in memory, or on disk. */
    public StoreOptions withTablesInMemory(boolean inMemory) {
        return new StoreOptions(directory, readConnections, resultRowsInMemory, freeSpace, snapshotBytes, inMemory);
    }
}
