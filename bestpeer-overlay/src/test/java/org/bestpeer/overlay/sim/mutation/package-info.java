/** Bugs planted in the protocol, to see that the simulator finds them. */
@NullMarked
package org.bestpeer.overlay.sim.mutation;

import org.jspecify.annotations.NullMarked;
