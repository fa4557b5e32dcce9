package org.bestpeer.overlay.sim.world;

import org.bestpeer.overlay.PeerId;

/** Is told after each event whose process did something, started or stopped. */
@FunctionalInterface
public interface Watcher {
    void touched(PeerId peer);
}
