package org.bestpeer.benchmarks.overlay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.sim.Invariants;
import org.bestpeer.overlay.sim.Outcome;
import org.bestpeer.overlay.tree.Tree;

/**
 * Kills a share of all peers at once and looks on: answers during the repair, the tree after it, and what is left of the
 * entries. An entry may be lost only if its publisher and all three that kept it are dead.
 */
final class Kills {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LOOKUPS_PER_STEP = 50;
    private static final int RANGES_PER_STEP = 5;
    private static final int FILINGS_PER_STEP = 5;
    private static final int COVERED = 5;
    private static final int SCANS = 50;
    private static final int SCAN_ATTEMPTS = 300;

    private final SimulatedTree tree;
    private final Set<Key> doomed;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Key, Outcome<Done>> filings = new HashMap<>();
    private long answered;
    private long unanswered;
    private long wrong;

    /**
     * What came of it.
     *
     * @param killed number of peers killed
     * @param seconds simulated time until the tree was whole again; negative if it never was
     * @param answered look-ups answered during the repair
     * @param unanswered look-ups that failed
     * @param wrong look-ups that were answered wrongly
     * @param entries number of acknowledged entries that must be there afterwards
     * @param lost those of them that are not found
     * @param orphaned entries whose three keepers died, and whose publisher lives
     * @param doomed entries whose three keepers and whose publisher died
     * @param faults what is wrong with the tree
     */
    record Report(
            int killed,
            double seconds,
            long answered,
            long unanswered,
            long wrong,
            long entries,
            long lost,
            long orphaned,
            long doomed,
            List<String> faults) {
        boolean isWhole() {
            return seconds >= 0 && faults.isEmpty();
        }

        List<Criterion> criteria(String share, int peers) {
            String at = String.format(Locale.ROOT, " after the death of %s of %,d peers", share, peers);
            String found = seconds < 0
                    ? "not within %d s".formatted(PATIENCE.toSeconds())
                    : faults.isEmpty() ? "after %.0f s".formatted(seconds) : faults.get(0);
            return List.of(
                    Criterion.none("wrong answers" + at, wrong),
                    new Criterion("the tree is whole" + at, isWhole(), found),
                    Criterion.none("acknowledged entries lost of which a keeper or the publisher lives" + at, lost));
        }

        String table(String share) {
            return String.format(
                    Locale.ROOT,
                    "%s killed (%,d): whole after %.0f s; look-ups meanwhile: %,d answered, %,d not, %,d wrong%n"
                            + "  entries: %,d to be there, %,d lost; three keepers died of %,d that their publishers file"
                            + " again, and of %,d of dead publishers%n",
                    share,
                    killed,
                    seconds,
                    answered,
                    unanswered,
                    wrong,
                    entries,
                    lost,
                    orphaned,
                    doomed);
        }
    }

    private Kills(SimulatedTree tree, Set<Key> doomed) {
        this.tree = tree;
        this.doomed = doomed;
    }

    /** Kills so many in a hundred of the peers. */
    static Report kill(SimulatedTree tree, int percent) {
        Tree structure = tree.simulation.scheduler().tree();
        List<PeerId> peers = new ArrayList<>(structure.inOrder());
        Collections.shuffle(peers, new Random(tree.random.nextLong()));
        List<PeerId> victims = peers.subList(0, peers.size() * percent / 100);
        Set<PeerId> dead = new HashSet<>(victims);
        Set<Key> doomed = new HashSet<>();
        int published = 0;
        for (Map.Entry<Key, PeerId> entry : tree.filed().entrySet()) {
            if (dead.containsAll(keepers(structure, entry.getKey()))) {
                PeerId publisher = entry.getValue();
                if (tree.simulation.world().isUp(publisher) && !dead.contains(publisher)) {
                    published++;
                } else {
                    doomed.add(entry.getKey());
                }
            }
        }
        tree.simulation.world().kill(victims);
        Kills kills = new Kills(tree, doomed);
        Report report = kills.watch(victims.size(), published);
        tree.forget(kills.doomed);
        return report;
    }

    private static List<PeerId> keepers(Tree structure, Key key) {
        PeerId holder = structure.holder(key);
        return List.of(holder, structure.ringBefore(holder), structure.ringAfter(holder));
    }

    private Report watch(int killed, int orphaned) {
        long begin = tree.simulation.world().nanos();
        List<PeerId> living = tree.simulation.living();
        boolean whole = false;
        while (!whole && tree.simulation.world().nanos() - begin < PATIENCE.toNanos()) {
            trouble(living);
            tree.simulation.run(STEP);
            judge();
            whole = isWhole();
        }
        double seconds = whole ? (tree.simulation.world().nanos() - begin) / 1e9 : -1;
        tree.await(asked.stream().map(Asked::outcome).toList());
        tree.await(filings.values());
        judge();
        List<String> faults = whole ? Invariants.violations(tree.simulation.views()) : List.of();
        int entries = tree.filed().size() - doomed.size();
        long lost = whole ? lost() : 0;
        return new Report(killed, seconds, answered, unanswered, wrong, entries, lost, orphaned, doomed.size(), faults);
    }

    /** Look-ups for single keys and ranges, and new entries, all by living peers. */
    private void trouble(List<PeerId> living) {
        for (int i = 0; i < LOOKUPS_PER_STEP; i++) {
            Key key = tree.anyKey();
            ask(any(living), new KeyRange(key, Key.of(Arrays.copyOf(key.bytes(), key.length() + 1))));
        }
        for (int i = 0; i < RANGES_PER_STEP; i++) {
            ask(any(living), tree.range(COVERED));
        }
        for (int i = 0; i < FILINGS_PER_STEP; i++) {
            PeerId publisher = any(living);
            Key key = tree.newKey(publisher);
            filings.put(key, tree.simulation.publish(publisher, List.of(key), SimulatedTree.VERSION));
        }
    }

    private PeerId any(List<PeerId> living) {
        return living.get(tree.random.nextInt(living.size()));
    }

    private void ask(PeerId peer, KeyRange range) {
        asked.add(new Asked(range, tree.filed(range), tree.simulation.find(peer, range)));
    }

    /** Judges the answers that came, and notes what was acknowledged since. */
    private void judge() {
        asked.removeIf(one -> {
            if (one.outcome.failure().isPresent()) {
                unanswered++;
            } else if (one.outcome.value().isPresent()) {
                answered++;
                wrong += isRight(one) ? 0 : 1;
            }
            return one.outcome.isEnded();
        });
        filings.forEach((key, outcome) -> outcome.value().ifPresent(done -> tree.filed(key)));
        filings.values().removeIf(Outcome::isEnded);
    }

    /** Nothing is missing but what is doomed, nothing is there twice, and nothing was made up. */
    private boolean isRight(Asked one) {
        Set<Key> there = new HashSet<>();
        for (FoundEntry found : one.outcome.get()) {
            Key key = found.entry().key();
            boolean asExpected = one.range.contains(key)
                    && tree.isFrom(key, found.entry().publisher().id());
            if (!asExpected || !there.add(key)) {
                return false;
            }
        }
        return one.expected.stream().allMatch(key -> there.contains(key) || doomed.contains(key));
    }

    private boolean isWhole() {
        Tree structure = tree.simulation.scheduler().tree();
        List<PeerId> living = tree.simulation.living();
        return tree.simulation.scheduler().open() == 0
                && structure.size() == living.size()
                && living.stream().allMatch(structure::contains)
                && Invariants.violations(tree.simulation.views()).isEmpty();
    }

    /** Reads everything, part by part, and each part again and again until it is answered. */
    private long lost() {
        Set<Key> there = new HashSet<>();
        for (KeyRange part : SimulatedTree.parts(SCANS)) {
            Outcome<List<FoundEntry>> found = scan(part);
            for (int i = 1; i < SCAN_ATTEMPTS && found.failure().isPresent(); i++) {
                tree.simulation.run(STEP);
                found = scan(part);
            }
            found.value()
                    .ifPresent(entries ->
                            entries.forEach(entry -> there.add(entry.entry().key())));
        }
        return tree.filed().keySet().stream()
                .filter(key -> !there.contains(key) && !doomed.contains(key))
                .count();
    }

    private Outcome<List<FoundEntry>> scan(KeyRange part) {
        Outcome<List<FoundEntry>> found = tree.simulation.find(tree.anyPeer(), part);
        tree.await(List.of(found));
        return found;
    }

    private record Asked(KeyRange range, List<Key> expected, Outcome<List<FoundEntry>> outcome) {}
}
