/**
 * The protocol's other runtime: a world of peers in one thread, with its own time, whose every delay, loss and crash
 * follows from a seed. The same seed gives the same run. Used by tests, measurements and the command line, never by a
 * running peer.
 */
@NullMarked
package org.bestpeer.overlay.sim;

import org.jspecify.annotations.NullMarked;
