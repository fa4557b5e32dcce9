package org.bestpeer.node.system;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;

/** Port: asks a peer whether it is there. Thread-safe. */
@FunctionalInterface
public interface Presence {
    /** Done when it answered; fails if it did not in that time. */
    CompletableFuture<?> ask(Participant peer, Duration patience);
}
