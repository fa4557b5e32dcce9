package org.bestpeer.overlay.tree;

import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer stands from now on.
 *
 * @param position null, as the range, if it has left
 * @param range the keys that it holds
 */
public record Seat(PeerId peer, @Nullable Position position, @Nullable KeyRange range) {
    public Seat {
        if ((position == null) != (range == null)) {
            throw new IllegalArgumentException("a seat has both a position and a range or neither: " + peer);
        }
    }

    /** The seat of a peer that has left. */
    public static Seat left(PeerId peer) {
        return new Seat(peer, null, null);
    }
}
