package org.bestpeer.overlay.sim;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.scenario.Action;
import org.bestpeer.overlay.sim.scenario.FaultRates;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;
import org.bestpeer.overlay.sim.scenario.RunLimits;
import org.bestpeer.overlay.sim.scenario.Runner;
import org.bestpeer.overlay.sim.scenario.Scenario;
import org.bestpeer.overlay.sim.scenario.Step;
import org.jspecify.annotations.Nullable;

/** A scenario with a name: what befalls a network of so many peers, step by step. */
final class Script {
    private final long seed;
    private final int peers;
    private final List<Step<Ordeal>> steps = new ArrayList<>();
    private @Nullable Ordeal last;

    Script(long seed, int peers) {
        this.seed = seed;
        this.peers = peers;
    }

    static PeerId peer(int number) {
        return new PeerId("p-" + number);
    }

    static Key key(int first) {
        return Key.of(new byte[] {(byte) first});
    }

    /** The network as it is before anything befalls it. */
    Simulation before() {
        return Ordeal.of(seed, peers).simulation();
    }

    Script at(double seconds, Action<? super Ordeal> action) {
        steps.add(new Step<>(Duration.ofMillis((long) (seconds * 1000)), action));
        return this;
    }

    /** So many entries, spread over all keys, are filed by the peers in turn. */
    Script filed(double seconds, int entries) {
        for (int i = 0; i < entries; i++) {
            at(seconds, new Ordeal.Publish(peer(1 + i % peers), key(i * 256 / entries), false));
        }
        return this;
    }

    /** Peers look for everything, again and again. */
    Script looks(double from, double to, double every) {
        int i = 0;
        for (double seconds = from; seconds < to; seconds += every) {
            at(seconds, new Ordeal.Look(peer(1 + i++ % peers), KeyRange.ALL));
        }
        return this;
    }

    /** All messages go through somebody. */
    Script through(Post post) {
        return at(0, ordeal -> ordeal.simulation().world().intercept(post));
    }

    /** Runs it; nothing may be wrong at any time or at the end. */
    Ordeal survive() {
        steps.sort(Comparator.comparing(Step::at));
        Scenario<Ordeal> scenario = new Scenario<>(seed, FaultRates.NONE, steps);
        Runner<Ordeal> runner = new Runner<>(number -> last = Ordeal.of(number, peers), RunLimits.DEFAULT);
        runner.run(scenario).violation().ifPresent(violation -> fail(violation.toString()));
        return requireNonNull(last);
    }

    /** By now so many peers form a whole tree, whoever does not run. */
    record WholeAgain(int members) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            var views = ordeal.simulation().views();
            List<String> violations = Invariants.violations(views);
            if (views.size() != members || !violations.isEmpty()) {
                throw new InvariantViolation(
                        "the tree is whole again",
                        "%d of %d have a place: %s".formatted(views.size(), members, violations));
            }
        }
    }

    /** By now the place of a peer was given to others. */
    record Displaced(PeerId peer) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            if (ordeal.simulation().scheduler().tree().contains(peer)) {
                throw new InvariantViolation("who is gone is replaced", "%s still has its place".formatted(peer));
            }
        }
    }

    /** No range was given on without its entries. */
    record NothingLost() implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            if (ordeal.simulation().scheduler().lostRanges() > 0) {
                throw new InvariantViolation("nothing is lost", "ranges were lost");
            }
        }
    }

    /** From now on old states of a disk are kept, to restart from. */
    record Backups(PeerId peer) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            ordeal.world().keepBackups(peer, 8);
        }
    }
}
