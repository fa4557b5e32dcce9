package org.bestpeer.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.draw.DrawnPeer;
import org.bestpeer.overlay.draw.TreeSource;
import org.bestpeer.overlay.sim.Outcome;
import org.bestpeer.overlay.sim.Simulation;

/** A tree of made-up companies, grown peer by peer while they publish. The same seed gives the same tree. */
final class SimulatedTree implements TreeSource {
    private static final List<String> NAMES =
            List.of("customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier");
    private static final int COLUMNS = 12;
    private static final int MOST_ENTRIES = 24;
    private static final int PEERS_OF_COMPANY = 4;

    private final Simulation world;
    private final SplittableRandom random;
    private final int count;

    SimulatedTree(int count, long seed) {
        this.count = count;
        this.world = Simulation.seeded(seed);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<DrawnPeer> peers() {
        List<PeerId> grown = new ArrayList<>();
        while (grown.size() < count) {
            world.grow(1);
            PeerId newest = world.living().get(grown.size());
            grown.add(newest);
            publish(newest);
        }
        return world.views().stream()
                .map(view -> {
                    PeerId peer = view.info().ref().contact().id();
                    return new DrawnPeer(
                            peer,
                            company(grown.indexOf(peer)),
                            view.info().ref().position(),
                            view.info().range(),
                            view.entries(),
                            true);
                })
                .toList();
    }

    private void publish(PeerId publisher) {
        List<Outcome<Done>> published = new ArrayList<>();
        int entries = random.nextInt(1, MOST_ENTRIES + 1);
        for (int i = 0; i < entries; i++) {
            String table = NAMES.get(random.nextInt(NAMES.size()));
            String key = "%s/column-%d/%s".formatted(table, random.nextInt(COLUMNS), publisher);
            published.add(world.publish(publisher, Key.of(key.getBytes(UTF_8)), 1, new byte[0]));
        }
        world.runUntil(published);
        published.forEach(Outcome::get);
    }

    /** At least two companies, so that there is something to tell apart. */
    private String company(int peer) {
        return "company-" + (peer % Math.max(2, (count + PEERS_OF_COMPANY - 1) / PEERS_OF_COMPANY) + 1);
    }
}
