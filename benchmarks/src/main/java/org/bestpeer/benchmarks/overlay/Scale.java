package org.bestpeer.benchmarks.overlay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.bestpeer.benchmarks.overlay.Figures.Series;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.Outcome;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Tree;

/** What searches, inserts, joins and leaves cost in a tree, one by one. */
final class Scale {
    private static final Duration CALM = Duration.ofSeconds(2);
    private static final int LOADED = 100;
    private static final int LOADED_AT_ONCE = 500;
    private static final int COVERED = 5;

    private final SimulatedTree tree;

    Scale(SimulatedTree tree) {
        this.tree = tree;
    }

    /**
     * Measures.
     *
     * @param searches number of exact, of range look-ups and of inserts
     * @param changes number of joins and of leaves
     */
    Figures measure(int searches, int changes) {
        int peers = tree.size();
        Series exact = series(searches, this::exact, tree.tally::lookups);
        List<Long> ranges = new ArrayList<>();
        long worst = Long.MIN_VALUE;
        for (int i = 0; i < searches; i++) {
            KeyRange range = tree.range(COVERED);
            PeerId asking = tree.anyPeer();
            long alone = cost(() -> tree.await(tree.simulation.find(asking, range.low())), tree.tally::lookups);
            long hops = cost(() -> tree.await(tree.simulation.find(asking, range)), tree.tally::lookups);
            ranges.add(hops);
            worst = Math.max(worst, hops - alone - covered(range));
        }
        Series insert = series(searches, this::insert, tree.tally::stores);
        Map<Integer, Double> levels = levels(searches);
        List<Long> place = new ArrayList<>();
        List<Long> join = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            long placeBefore = tree.tally.place();
            join.add(cost(this::join, tree.tally::update));
            place.add(tree.tally.place() - placeBefore);
        }
        int height = height();
        Series leave = series(changes, this::leave, tree.tally::update);
        return new Figures(
                peers,
                height,
                exact,
                Series.of(ranges),
                worst,
                insert,
                Series.of(place),
                Series.of(join),
                leave,
                levels);
    }

    private static Series series(int count, Runnable action, LongSupplier counter) {
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            costs.add(cost(action, counter));
        }
        return Series.of(costs);
    }

    private static long cost(Runnable action, LongSupplier counter) {
        long before = counter.getAsLong();
        action.run();
        return counter.getAsLong() - before;
    }

    private void exact() {
        Key key = tree.anyKey();
        List<FoundEntry> found = tree.await(tree.simulation.find(tree.anyPeer(), key));
        if (found.isEmpty()) {
            throw new IllegalStateException("an entry that was filed is not found: " + key);
        }
    }

    private void insert() {
        PeerId publisher = tree.anyPeer();
        Key key = tree.newKey(publisher);
        tree.await(tree.simulation.publish(publisher, List.of(key), SimulatedTree.VERSION));
        tree.filed(key);
    }

    private void join() {
        tree.await(tree.simulation.join(tree.simulation.add()));
        tree.simulation.run(CALM);
    }

    private void leave() {
        PeerId leaver = tree.anyPeer();
        tree.await(tree.simulation.leave(leaver));
        tree.simulation.crash(leaver);
        tree.simulation.run(CALM);
    }

    private int covered(KeyRange range) {
        Tree structure = tree.simulation.scheduler().tree();
        int covered = 1;
        PeerId holder = structure.holder(range.low());
        while (structure.after(holder).isPresent()
                && structure.range(structure.after(holder).get()).intersects(range)) {
            holder = structure.after(holder).get();
            covered++;
        }
        return covered;
    }

    private int height() {
        Tree structure = tree.simulation.scheduler().tree();
        return 1
                + structure.inOrder().stream()
                        .map(structure::position)
                        .mapToInt(Position::level)
                        .max()
                        .orElse(0);
    }

    /** Looks up so many keys that every peer gets a hundred hops or so, many at a time. */
    private Map<Integer, Double> levels(int searches) {
        tree.tally.forgetHandled();
        Tree structure = tree.simulation.scheduler().tree();
        List<PeerId> peers = structure.inOrder();
        long wanted = Math.max(searches, (long) (LOADED * peers.size() / Math.max(1, Figures.log2(peers.size()) / 2)));
        for (long done = 0; done < wanted; done += LOADED_AT_ONCE) {
            List<Outcome<List<FoundEntry>>> found = new ArrayList<>();
            for (int i = 0; i < LOADED_AT_ONCE; i++) {
                found.add(tree.simulation.find(peers.get(tree.random.nextInt(peers.size())), tree.anyKey()));
            }
            tree.await(found);
        }
        double mean = peers.stream().mapToLong(tree.tally::handled).average().orElse(1);
        Map<Integer, List<Long>> byLevel = new TreeMap<>();
        peers.forEach(peer -> byLevel.computeIfAbsent(structure.position(peer).level(), level -> new ArrayList<>())
                .add(tree.tally.handled(peer)));
        Map<Integer, Double> levels = new TreeMap<>();
        byLevel.forEach((level, loads) -> levels.put(level, Series.of(loads).mean() / Math.max(1e-9, mean)));
        return levels;
    }
}
