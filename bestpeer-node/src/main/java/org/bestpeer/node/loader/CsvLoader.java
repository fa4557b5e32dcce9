package org.bestpeer.node.loader;

import java.nio.file.Path;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.node.store.LoadMode;
import org.bestpeer.node.store.PeerStore;
import org.bestpeer.node.store.PreparedLoad;

/**
 * Loads CSV files (RFC 4180, UTF-8) whose first line names the columns, in any order. An empty field is NULL, a quoted
 * empty one the empty string. Dates are ISO (2026-11-22), timestamps 2026-11-22 14:30:00.5, VARBINARY is hexadecimal.
 */
public final class CsvLoader {
    private CsvLoader() {}

    /**
     * Stages all rows of the file, or none.
     *
     * @throws org.bestpeer.engine.BestPeerException if the file cannot be read or a value is wrong: with line, column
     *     and value
     */
    public static PreparedLoad load(Path file, TableDefinition table, LoadMode mode, PeerStore store) {
        try (CsvSource rows = CsvSource.open(file, table)) {
            return store.prepare(table, mode, rows);
        }
    }
}
