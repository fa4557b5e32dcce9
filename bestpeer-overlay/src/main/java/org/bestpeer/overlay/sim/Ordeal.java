package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Completion;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.epoch.EpochScheduler;
import org.bestpeer.overlay.sim.scenario.Action;
import org.bestpeer.overlay.sim.scenario.Harness;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.sim.world.World;
import org.jspecify.annotations.Nullable;

/** A network that is to stand whatever befalls it; what its users do and may find is kept beside it. */
public final class Ordeal implements Harness {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** For so long at most a scheduler whose disk was lost or set back listens before it changes anything. */
    private static final Duration RECOLLECTION = Duration.ofSeconds(30);

    private final Simulation simulation;
    private final boolean judged;
    private final Model model = new Model();
    private final Set<PeerId> left = new HashSet<>();
    private final Set<PeerId> forgetful = new HashSet<>();
    private final List<EpochScheduler> forgetfulSchedulers = new ArrayList<>();
    private int lostRanges;
    private int outvoted;
    private boolean beyondBounds;
    private int answered;
    private int unanswered;

    private Ordeal(Simulation simulation, boolean judged) {
        this.simulation = simulation;
        this.judged = judged;
    }

    /** A network of so many peers at rest. */
    public static Ordeal of(long seed, int peers) {
        return new Ordeal(Simulation.seeded(seed).grow(peers), true);
    }

    /** The same, but nothing is checked: answers are counted only. */
    public static Ordeal unchecked(long seed, int peers) {
        return new Ordeal(Simulation.seeded(seed).grow(peers).unchecked(), false);
    }

    @Override
    public World<?, ?> world() {
        return simulation.world();
    }

    Simulation simulation() {
        return simulation;
    }

    /** Number of look-ups that were answered, and rightly. */
    public int answered() {
        return answered;
    }

    /** Number of look-ups that failed. */
    public int unanswered() {
        return unanswered;
    }

    @Override
    public void checkTouched(PeerId peer) {
        simulation.checkTouched(peer);
        EpochScheduler scheduler = simulation.scheduler();
        if (scheduler.outvoted().size() != outvoted) {
            outvoted = scheduler.outvoted().size();
            if (scheduler.outvoted().stream().anyMatch(simulation.world()::isUp)) {
                goBeyondBounds();
            }
        }
        if (forgetful.contains(Simulation.SCHEDULER) && !beyondBounds && scheduler.open() > 0 && hasUnheard()) {
            goBeyondBounds();
        }
        if (scheduler.hasGaps() || scheduler.lostRanges() != lostRanges) {
            lostRanges = scheduler.lostRanges();
            absentPublishersAreUncertain(scheduler);
        }
    }

    /**
     * Whether peers that keep a range were cut off together for so long that they were taken for dead together. Until
     * they hear of it they may give old answers; what is checked then is only that all are well in the end.
     */
    public boolean isBeyondBounds() {
        return beyondBounds;
    }

    private void goBeyondBounds() {
        beyondBounds = true;
        simulation.uncheckedHolders();
    }

    /** Whether somebody still has a place of which the scheduler, whose disk was lost or set back, does not know. */
    private boolean hasUnheard() {
        return simulation.living().stream()
                .flatMap(id -> simulation.living(id).place().stream())
                .anyMatch(place -> forgetfulSchedulers.stream().anyMatch(one -> one.isUnknown(place.epoch())));
    }

    /** All who kept some entries are gone: those come back whose publishers are there. */
    private void absentPublishersAreUncertain(EpochScheduler scheduler) {
        for (PeerId id : simulation.world().all()) {
            boolean isThere = simulation.world().isUp(id) && scheduler.tree().contains(id) && !scheduler.isGivenUp(id);
            if (!isThere) {
                model.slotsOf(id).forEach(model::uncertain);
            }
        }
    }

    @Override
    public void calm() {
        for (PeerId id : simulation.world().all()) {
            // A crash that is still to come would not be followed by a restart.
            simulation.world().crashAfter(id, Integer.MAX_VALUE);
            if (!simulation.world().isUp(id) && !left.contains(id)) {
                simulation.world().restart(id, DiskState.KEPT);
            }
        }
        if (forgetful.contains(Simulation.SCHEDULER)) {
            simulation.run(RECOLLECTION);
        }
    }

    @Override
    public void checkAtRest() {
        if (waitsForWhoLeft()) {
            return;
        }
        List<String> violations = simulation.views().isEmpty() ? List.of() : Invariants.violations(simulation.views());
        if (!violations.isEmpty()) {
            throw new InvariantViolation(
                    "the tree is whole", String.join("; ", violations.subList(0, Math.min(3, violations.size()))));
        }
        int members = simulation.world().all().size() - 1 - left.size();
        if (simulation.views().size() != members) {
            throw new InvariantViolation(
                    "everybody has a place",
                    "%d of %d have one".formatted(simulation.views().size(), members));
        }
        if (simulation.scheduler().open() > 0) {
            throw new InvariantViolation("changes end", simulation.scheduler().open() + " are open");
        }
        if (members == 0) {
            return;
        }
        Outcome<List<FoundEntry>> found = new Outcome<>();
        PeerId asking = simulation.views().get(0).info().ref().contact().id();
        look(asking, KeyRange.ALL, found);
        simulation.world().runUntil(found::isEnded, PATIENCE);
        if (found.value().isEmpty()) {
            throw new InvariantViolation("look-ups at rest are answered", String.valueOf(found.failure()));
        }
    }

    /** Set back to when somebody who has left was the last: the scheduler waits for it for ever, as for any last peer. */
    private boolean waitsForWhoLeft() {
        List<PeerId> seated = simulation.scheduler().tree().inOrder();
        return forgetful.contains(Simulation.SCHEDULER) && seated.size() == 1 && left.containsAll(seated);
    }

    private boolean isUp(PeerId peer) {
        return simulation.world().knows(peer) && simulation.world().isUp(peer) && !left.contains(peer);
    }

    private void look(PeerId peer, KeyRange range, Completion<List<FoundEntry>> completion) {
        Model.@Nullable Lookup lookup = judged ? model.begin(range) : null;
        simulation.find(peer, range, new Completion<>() {
            @Override
            public void done(List<FoundEntry> found) {
                if (lookup != null) {
                    lookup.end();
                    judge(peer, range, lookup.mismatches(found));
                }
                answered++;
                completion.done(found);
            }

            @Override
            public void failed(String reason) {
                if (lookup != null) {
                    lookup.end();
                }
                unanswered++;
                completion.failed(reason);
            }
        });
    }

    private void judge(PeerId peer, KeyRange range, List<String> wrong) {
        if (!wrong.isEmpty() && !beyondBounds) {
            throw new InvariantViolation(
                    "look-ups are right", "%s asked for %s: %s".formatted(peer, range, wrong.get(0)));
        }
    }

    private static <T> Completion<T> ignored() {
        return new Completion<>() {
            @Override
            public void done(T value) {}

            @Override
            public void failed(String reason) {}
        };
    }

    /** A peer files or withdraws an entry. */
    record Publish(PeerId peer, Key key, boolean withdraw) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            if (!ordeal.isUp(peer)) {
                return;
            }
            ordeal.simulation.tell(peer, living -> file(ordeal, living));
        }

        private void file(Ordeal ordeal, BatonPeer living) {
            Model model = ordeal.model;
            boolean withdraws = withdraw && model.mayHave(key, peer);
            long version = withdraws ? 0 : model.next(key, peer);
            long attempt = model.trying(key, peer, version);
            // A publisher whose disk is gone does not know what it could withdraw.
            boolean counts = !withdraws || !ordeal.forgetful.contains(peer);
            Completion<Done> completion = new Completion<>() {
                @Override
                public void done(Done value) {
                    if (counts) {
                        model.certain(key, peer, attempt);
                    }
                }

                @Override
                public void failed(String reason) {}
            };
            if (withdraws) {
                living.withdraw(List.of(key), completion);
            } else {
                living.publish(List.of(new Entry(key, living.self(), version, new byte[0])), completion);
            }
        }
    }

    /** A peer looks for entries. */
    record Look(PeerId peer, KeyRange range) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            if (ordeal.isUp(peer)) {
                ordeal.look(peer, range, ignored());
            }
        }
    }

    /** A new peer comes. */
    record Add() implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            ordeal.simulation.add();
        }
    }

    /** A peer goes, in order. */
    record Leave(PeerId peer) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            if (ordeal.isUp(peer)) {
                ordeal.simulation.leave(peer, new Completion<>() {
                    @Override
                    public void done(Done value) {
                        ordeal.left.add(peer);
                    }

                    @Override
                    public void failed(String reason) {}
                });
            }
        }
    }

    /** A stopped peer comes back, with its disk in some state. */
    record Restart(PeerId peer, DiskState disk) implements Action<Ordeal> {
        @Override
        public void applyTo(Ordeal ordeal) {
            if (ordeal.world().knows(peer) && !ordeal.left.contains(peer)) {
                if (disk != DiskState.KEPT) {
                    ordeal.model.slotsOf(peer).forEach(ordeal.model::uncertain);
                    ordeal.forgetful.add(peer);
                }
                ordeal.world().restart(peer, disk);
                if (disk != DiskState.KEPT && peer.equals(Simulation.SCHEDULER)) {
                    ordeal.forgetfulSchedulers.add(ordeal.simulation.scheduler());
                }
            }
        }
    }
}
