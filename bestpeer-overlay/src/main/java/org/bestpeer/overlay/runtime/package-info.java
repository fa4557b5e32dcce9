/**
 * Runs one {@link org.bestpeer.overlay.baton.BatonPeer} in the real world: one thread, the peer transport, a file, the
 * system's clock. Calls become futures.
 */
@NullMarked
package org.bestpeer.overlay.runtime;

import org.jspecify.annotations.NullMarked;
