package org.bestpeer.node.exchange;

import java.util.function.Supplier;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.progress.OwnerReport;

/**
 * A fragment that runs. Closing it closes its rows.
 *
 * @param rows what it sends
 * @param report what can be told of it once they have all come, and before it is closed
 */
public record OwnerRun(BatchStream rows, Supplier<OwnerReport> report) implements AutoCloseable {
    @Override
    public void close() {
        rows.close();
    }
}
