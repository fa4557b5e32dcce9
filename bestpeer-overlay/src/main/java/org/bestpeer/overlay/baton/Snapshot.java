package org.bestpeer.overlay.baton;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer takes up again after a restart.
 *
 * @param network its network
 * @param incarnation life in which it was saved
 * @param epoch newest epoch it took part in, whatever became of it
 * @param place its place in the tree; null if it has none
 * @param prepared the change it is prepared for; null if there is none
 * @param held the entries it holds or keeps a copy of
 * @param own the entries it published
 */
public record Snapshot(
        String network,
        long incarnation,
        long epoch,
        @Nullable Place place,
        @Nullable Prepared prepared,
        List<Versioned> held,
        List<Versioned> own) {
    /**
     * A change that waits for the scheduler's decision.
     *
     * @param epoch its number
     * @param place the peer's place if it is committed; null if the peer leaves the tree by it
     */
    public record Prepared(long epoch, @Nullable Place place) {}
}
