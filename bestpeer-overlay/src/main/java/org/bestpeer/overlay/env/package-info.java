/**
 * The seams between the overlay's protocol and the world: time, timers, network, disk, chance. The protocol sees nothing
 * else of it, so the same code runs under real sockets and in a simulation. Implementations call the protocol, and are
 * called by it, on one thread.
 */
@NullMarked
package org.bestpeer.overlay.env;

import org.jspecify.annotations.NullMarked;
