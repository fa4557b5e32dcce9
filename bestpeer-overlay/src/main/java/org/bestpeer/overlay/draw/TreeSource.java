package org.bestpeer.overlay.draw;

import java.util.List;

/** Where the peers of a picture come from: a running network, or a simulated one. */
@FunctionalInterface
public interface TreeSource {
    /** The peers as they stand now, in any order. */
    List<DrawnPeer> peers();
}
