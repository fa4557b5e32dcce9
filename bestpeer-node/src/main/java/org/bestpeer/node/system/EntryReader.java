package org.bestpeer.node.system;

import java.time.Duration;
import java.util.List;
import org.bestpeer.node.index.ListedEntry;

/** Port: reads entries of the index, all that there are. Thread-safe. */
@FunctionalInterface
interface EntryReader {
    /**
     * The entries as they are now.
     *
     * @throws org.bestpeer.engine.BestPeerException if they could not all be read in that time
     */
    List<ListedEntry> read(Duration patience);
}
