package org.bestpeer.overlay.sim.scenario;

import org.bestpeer.overlay.sim.world.DiskFaults;
import org.bestpeer.overlay.sim.world.NetworkFaults;

/** Faults that are there from the first to the last step. */
public record FaultRates(NetworkFaults network, DiskFaults disks) {
    public static final FaultRates NONE = new FaultRates(NetworkFaults.NONE, DiskFaults.NONE);

    public FaultRates withNetwork(NetworkFaults newNetwork) {
        return new FaultRates(newNetwork, disks);
    }

    public FaultRates withDisks(DiskFaults newDisks) {
        return new FaultRates(network, newDisks);
    }
}
