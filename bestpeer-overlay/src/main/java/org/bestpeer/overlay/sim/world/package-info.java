/**
 * A seeded world for any protocol written against {@link org.bestpeer.overlay.env.Environment}: processes with clocks, disks
 * and a network of their own, and every fault that may befall them. One thread, one event queue; the same seed and the same
 * calls give the same run, which {@link org.bestpeer.overlay.sim.world.EventHash} attests. Knows nothing of what the
 * messages mean.
 */
@NullMarked
package org.bestpeer.overlay.sim.world;

import org.jspecify.annotations.NullMarked;
