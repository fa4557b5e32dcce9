package org.bestpeer.node.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;

/** Port: runs a checked fragment on this peer's store, under its access policy. Thread-safe. */
public interface OwnerRunner {
    /**
     * @param plan checked plan
     * @param principal for whom
     * @param loadVersions expected versions of its tables
     * @param deadline after it the fragment is given up
     * @param shuffled rows of repartitioned fragments that come to this peer
     * @throws org.bestpeer.engine.BestPeerException STALE if a table has another version, or what else is wrong
     */
    OwnerRun run(
            Operator plan,
            Principal principal,
            Map<String, Long> loadVersions,
            Instant deadline,
            Function<Operator.Shuffled, BatchStream> shuffled);
}
