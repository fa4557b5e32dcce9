/**
 * Runs a {@link org.bestpeer.overlay.baton.BatonPeer} or an {@link org.bestpeer.overlay.epoch.EpochScheduler} in the real
 * world: one thread each, the peer transport, a file, the system's clock. Calls become futures.
 */
@NullMarked
package org.bestpeer.overlay.runtime;

import org.jspecify.annotations.NullMarked;
