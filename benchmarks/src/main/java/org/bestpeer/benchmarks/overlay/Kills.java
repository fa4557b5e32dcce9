package org.bestpeer.benchmarks.overlay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.Invariants;
import org.bestpeer.overlay.sim.Outcome;
import org.bestpeer.overlay.tree.Tree;

/**
 * Kills a share of all peers at once and looks on: answers during the repair, the tree after it, and what is left of the
 * entries. An entry may be lost only if all three that kept it are dead.
 */
final class Kills {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LOOKUPS_PER_STEP = 50;
    private static final int SCANS = 50;

    private final SimulatedTree tree;
    private final Set<Key> doomed;
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
     * @param lost acknowledged entries that are not found afterwards, though one that kept them lives
     * @param doomed entries all of whose keepers are dead
     * @param faults what is wrong with the tree
     */
    record Report(
            int killed,
            double seconds,
            long answered,
            long unanswered,
            long wrong,
            long lost,
            long doomed,
            List<String> faults) {
        List<Criterion> criteria(String share, int peers) {
            String at = String.format(Locale.ROOT, " after the death of %s of %,d peers", share, peers);
            return List.of(
                    Criterion.none("wrong answers" + at, wrong),
                    new Criterion(
                            "the tree is whole" + at,
                            seconds >= 0 && faults.isEmpty(),
                            seconds < 0
                                    ? "not within %d s".formatted(PATIENCE.toSeconds())
                                    : faults.isEmpty() ? "after %.0f s".formatted(seconds) : faults.get(0)),
                    Criterion.none("acknowledged entries lost of which a keeper lives" + at, lost));
        }

        String table(String share) {
            return String.format(
                    Locale.ROOT,
                    "%s killed (%,d): whole after %.0f s; look-ups meanwhile: %,d answered, %,d not, %,d wrong; entries:"
                            + " %,d lost, %,d whose three keepers died%n",
                    share,
                    killed,
                    seconds,
                    answered,
                    unanswered,
                    wrong,
                    lost,
                    doomed);
        }
    }

    private Kills(SimulatedTree tree, Set<Key> doomed) {
        this.tree = tree;
        this.doomed = doomed;
    }

    /** Kills so many in a hundred of the peers. */
    static Report kill(SimulatedTree tree, int percent) {
        List<PeerId> peers = new ArrayList<>(tree.simulation.scheduler().tree().inOrder());
        Collections.shuffle(peers, new Random(tree.random.nextLong()));
        List<PeerId> victims = peers.subList(0, peers.size() * percent / 100);
        Set<PeerId> dead = new HashSet<>(victims);
        Tree structure = tree.simulation.scheduler().tree();
        Set<Key> doomed = tree.keys.stream()
                .filter(key -> dead.containsAll(keepers(structure, key)))
                .collect(Collectors.toSet());
        tree.simulation.world().kill(victims);
        return new Kills(tree, doomed).watch(victims.size());
    }

    private static List<PeerId> keepers(Tree structure, Key key) {
        PeerId holder = structure.holder(key);
        return List.of(holder, structure.ringBefore(holder), structure.ringAfter(holder));
    }

    private Report watch(int killed) {
        long begin = tree.simulation.world().nanos();
        List<PeerId> living = tree.simulation.living();
        List<Asked> open = new ArrayList<>();
        boolean whole = false;
        while (!whole && tree.simulation.world().nanos() - begin < PATIENCE.toNanos()) {
            for (int i = 0; i < LOOKUPS_PER_STEP; i++) {
                open.add(ask(living.get(tree.random.nextInt(living.size()))));
            }
            tree.simulation.run(STEP);
            open.removeIf(this::isJudged);
            whole = isWhole();
        }
        double seconds = whole ? (tree.simulation.world().nanos() - begin) / 1e9 : -1;
        tree.await(open.stream().map(Asked::outcome).toList());
        open.removeIf(this::isJudged);
        List<String> faults = whole ? Invariants.violations(tree.simulation.views()) : List.of();
        return new Report(killed, seconds, answered, unanswered, wrong, whole ? lost() : 0, doomed.size(), faults);
    }

    private Asked ask(PeerId peer) {
        Key key = tree.anyKey();
        return new Asked(key, tree.simulation.find(peer, key));
    }

    private boolean isJudged(Asked asked) {
        if (asked.outcome.failure().isPresent()) {
            unanswered++;
        } else if (asked.outcome.value().isPresent()) {
            answered++;
            if (asked.outcome.get().isEmpty() && !doomed.contains(asked.key)) {
                wrong++;
            }
        }
        return asked.outcome.isEnded();
    }

    private boolean isWhole() {
        Tree structure = tree.simulation.scheduler().tree();
        List<PeerId> living = tree.simulation.living();
        return tree.simulation.scheduler().open() == 0
                && structure.size() == living.size()
                && living.stream().allMatch(structure::contains)
                && Invariants.violations(tree.simulation.views()).isEmpty();
    }

    /** Reads everything, part by part. */
    private long lost() {
        Set<Key> there = new HashSet<>();
        for (KeyRange part : SimulatedTree.parts(SCANS)) {
            tree.await(tree.simulation.find(tree.anyPeer(), part))
                    .forEach(found -> there.add(found.entry().key()));
        }
        return tree.keys.stream()
                .distinct()
                .filter(key -> !there.contains(key) && !doomed.contains(key))
                .count();
    }

    private record Asked(Key key, Outcome<List<FoundEntry>> outcome) {}
}
