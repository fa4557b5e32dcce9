package org.bestpeer.overlay.sim.world;

/** What a restarted process finds on its disk. */
public enum DiskState {
    /** What it had left there. */
    KEPT,
    /** Something it had left there earlier, as after restoring a backup; see {@link World#keepBackups}. */
    OLD,
    /** Nothing. */
    LOST
}
