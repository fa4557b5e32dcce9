package org.bestpeer.benchmarks.overlay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.sim.Outcome;
import org.bestpeer.overlay.sim.Zipf;

/**
 * Skewed inserts: values of 1 to 10^9 by Zipf(1.0), the publisher behind them, so that equal values split. Each round, some
 * peers file a batch each; the scheduler evens out what peers report meanwhile.
 */
final class Balance {
    private static final Zipf VALUES = new Zipf(1_000_000_000);
    private static final int BATCH = 100;
    private static final int PUBLISHERS = 10;
    private static final int WORST_SKEW = 3;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofMinutes(1);

    private final SimulatedTree tree;
    private final Set<Key> filed = new HashSet<>();
    private final Consumer<String> progress;

    /**
     * What came of it.
     *
     * @param inserts number of inserts
     * @param entries number of different entries: a publisher's second insert of a value replaces the first
     * @param skew load of the most loaded over the mean, at the end
     * @param operations changes of the structure in the last half
     */
    record Report(int inserts, int entries, double skew, long operations) {
        double perHundred() {
            return operations * 100.0 / (inserts / 2.0);
        }

        List<Criterion> criteria() {
            return List.of(
                    Criterion.atMost("most over mean load after skewed inserts", skew, WORST_SKEW),
                    Criterion.atMost("balancing operations per 100 inserts in the last half", perHundred(), 1));
        }

        String table() {
            return String.format(
                    Locale.ROOT,
                    "%,d inserts, Zipf(1.0) over 10^9 values: %,d entries, most over mean %.2f, %,d balancing operations"
                            + " in the last half%n",
                    inserts,
                    entries,
                    skew,
                    operations);
        }
    }

    private Balance(SimulatedTree tree, Consumer<String> progress) {
        this.tree = tree;
        this.progress = progress;
    }

    static Report run(SimulatedTree tree, int inserts, Consumer<String> progress) {
        return new Balance(tree, progress).run(inserts);
    }

    private Report run(int inserts) {
        List<PeerId> peers = tree.simulation.scheduler().tree().inOrder();
        long half = 0;
        int done = 0;
        while (done < inserts) {
            List<Outcome<Done>> filings = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS && done < inserts; i++) {
                int number = tree.random.nextInt(peers.size());
                int count = Math.min(BATCH, inserts - done);
                filings.add(tree.simulation.publish(peers.get(number), batch(number, count), done + 1));
                done += count;
            }
            tree.await(filings);
            filings.forEach(Outcome::get);
            tree.simulation.run(PAUSE);
            if (done <= inserts / 2) {
                half = tree.simulation.scheduler().epoch();
            }
            if (done % 50_000 == 0) {
                progress.accept(String.format(
                        Locale.ROOT,
                        "%,d inserts, most over mean %.2f, %,d changes",
                        done,
                        skew(),
                        tree.simulation.scheduler().epoch()));
            }
        }
        long operations = tree.simulation.scheduler().epoch() - half;
        tree.simulation.run(REST);
        return new Report(inserts, filed.size(), skew(), operations);
    }

    private List<Key> batch(int publisher, int count) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Key key = Key.of(ByteBuffer.allocate(Long.BYTES + Short.BYTES)
                    .putLong(VALUES.next(tree.random))
                    .putShort((short) publisher)
                    .array());
            keys.add(key);
            filed.add(key);
        }
        return keys;
    }

    private double skew() {
        long most = 0;
        long all = 0;
        List<PeerId> peers = tree.simulation.scheduler().tree().inOrder();
        for (PeerId peer : peers) {
            long load = tree.simulation.living(peer).report().orElseThrow().entries();
            most = Math.max(most, load);
            all += load;
        }
        return most * peers.size() / Math.max(1.0, (double) all);
    }
}
