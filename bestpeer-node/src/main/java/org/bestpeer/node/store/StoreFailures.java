package org.bestpeer.node.store;

import java.sql.SQLException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Turns failures of the database into ours. */
final class StoreFailures {
    private StoreFailures() {}

    static BestPeerException during(String action, SQLException failure) {
        return new BestPeerException(ErrorCode.INTERNAL, action + ": " + failure.getMessage(), failure);
    }

    static BestPeerException whileOpening(String directory, SQLException failure) {
        String message =
                "store %s cannot be opened: %s; if its files are damaged, restore a backup, or move the directory away and load again"
                        .formatted(directory, failure.getMessage());
        return new BestPeerException(ErrorCode.INTERNAL, message, failure);
    }
}
