package org.bestpeer.overlay.draw;

import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/**
 * A peer as the picture shows it.
 *
 * @param company whose peer it is
 * @param position its place in the tree; null if it has none, or nobody knows it
 * @param range the keys that it holds; null if nobody knows
 * @param entries number of entries in its range
 * @param reachable whether it answers; if not, the rest is what was last known of it
 */
public record DrawnPeer(
        PeerId peer,
        String company,
        @Nullable Position position,
        @Nullable KeyRange range,
        long entries,
        boolean reachable) {}
