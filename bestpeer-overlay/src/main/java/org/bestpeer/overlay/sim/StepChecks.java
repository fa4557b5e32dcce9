package org.bestpeer.overlay.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.epoch.EpochScheduler;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;

/**
 * What must hold after every step: lives only rise, and no key has two holders that could acknowledge a write
 * or answer a look-up, each with the agreement of a ring neighbour.
 */
final class StepChecks {
    private final Simulation simulation;
    private final Map<PeerId, Living> lives = new HashMap<>();
    private final Map<PeerId, State> states = new HashMap<>();

    private boolean checksHolders = true;

    StepChecks(Simulation simulation) {
        this.simulation = simulation;
    }

    void uncheckedHolders() {
        checksHolders = false;
    }

    void touched(PeerId id) {
        if (!simulation.world().isUp(id)) {
            return;
        }
        if (id.equals(Simulation.SCHEDULER)) {
            EpochScheduler scheduler = simulation.scheduler();
            checkLife(id, new Living(scheduler, scheduler.incarnation()));
            return;
        }
        BatonPeer peer = simulation.living(id);
        checkLife(id, new Living(peer, peer.incarnation()));
        State now = new State(peer.place().map(Place::epoch).orElse(0L), peer.mayAnswer(), peer.incarnation());
        if (!now.equals(states.put(id, now)) && checksHolders) {
            checkHolders();
        }
    }

    /** A process that starts again has a life of its own. */
    private void checkLife(PeerId id, Living now) {
        Living before = lives.put(id, now);
        boolean rises =
                before == null || (before.process == now.process ? before.life == now.life : before.life < now.life);
        if (!rises) {
            throw new InvariantViolation(
                    "lives only rise", "%s had life %d and has %d".formatted(id, before.life, now.life));
        }
    }

    private void checkHolders() {
        List<Map.Entry<PeerId, KeyRange>> holders = new ArrayList<>();
        for (PeerId id : simulation.living()) {
            BatonPeer peer = simulation.living(id);
            if (peer.mayAnswer()
                    && peer.place().filter(place -> hasAgreement(id, place)).isPresent()) {
                KeyRange range = peer.range().orElseThrow();
                if (!range.isEmpty()) {
                    holders.add(Map.entry(id, range));
                }
            }
        }
        holders.sort(
                (one, other) -> one.getValue().low().compareTo(other.getValue().low()));
        for (int i = 1; i < holders.size(); i++) {
            if (holders.get(i - 1).getValue().intersects(holders.get(i).getValue())) {
                throw new InvariantViolation(
                        "one holder", "two holders of a key: %s and %s".formatted(holders.get(i - 1), holders.get(i)));
            }
        }
    }

    private boolean hasAgreement(PeerId id, Place place) {
        List<NodeInfo> neighbours = place.neighbours();
        List<PeerId> there = neighbours.stream()
                .map(info -> info.ref().contact().id())
                .filter(simulation.world()::isUp)
                .toList();
        long since = place.info().since();
        boolean allAgree =
                there.stream().allMatch(other -> simulation.living(other).agrees(id, since));
        return neighbours.isEmpty() || (!there.isEmpty() && allAgree);
    }

    private record Living(Object process, long life) {}

    private record State(long epoch, boolean answers, long incarnation) {}
}
