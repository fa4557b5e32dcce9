package org.bestpeer.overlay.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.sim.world.Delays;
import org.bestpeer.overlay.sim.world.DiskFaults;
import org.bestpeer.overlay.sim.world.NetworkFaults;

/** Ways to have fewer faults than some, the most thorough first. */
final class FewerFaults {
    private FewerFaults() {}

    static List<FaultRates> of(FaultRates rates) {
        NetworkFaults network = rates.network();
        Delays delays = network.delays();
        List<FaultRates> fewer = new ArrayList<>();
        fewer.add(FaultRates.NONE);
        fewer.add(rates.withDisks(DiskFaults.NONE));
        fewer.add(rates.withNetwork(NetworkFaults.NONE));
        fewer.add(rates.withNetwork(network.withLoss(0)));
        fewer.add(rates.withNetwork(network.withDuplication(0)));
        fewer.add(rates.withNetwork(network.withReordering(0)));
        fewer.add(rates.withNetwork(network.withDelays(delays.withTail(0, delays.longest()))));
        fewer.add(rates.withNetwork(network.withDelays(NetworkFaults.NONE.delays())));
        fewer.removeIf(rates::equals);
        return fewer;
    }
}
