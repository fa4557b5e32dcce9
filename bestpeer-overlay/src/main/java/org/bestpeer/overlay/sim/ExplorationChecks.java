package org.bestpeer.overlay.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.NodeView;
import org.bestpeer.overlay.sim.explore.Situation;
import org.bestpeer.overlay.sim.explore.SituationCheck;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;

/** What must hold in every state that is explored: one holder, who has all entries; a whole tree when all is quiet. */
final class ExplorationChecks implements SituationCheck<Look> {
    private final List<PeerId> peers;
    private final List<Key> filed;
    private final int members;
    private long wholeTrees;
    private long waiting;

    /**
     * Makes the checks.
     *
     * @param peers in the order of the processes; the scheduler comes behind them
     * @param filed keys under which there is one entry each
     * @param members how many have a place at the end, at least
     */
    ExplorationChecks(List<PeerId> peers, List<Key> filed, int members) {
        this.peers = List.copyOf(peers);
        this.filed = List.copyOf(filed);
        this.members = members;
    }

    /** How often a tree was whole at rest. */
    long wholeTrees() {
        return wholeTrees;
    }

    /** How often a change was to go on only after a while. */
    long waiting() {
        return waiting;
    }

    @Override
    public void check(Situation<Look> situation) {
        Look.Member[] there = new Look.Member[peers.size()];
        for (int i = 0; i < there.length; i++) {
            there[i] = situation.view(i).flatMap(Look::peer).orElse(null);
        }
        checkHolders(situation, there);
        if (situation.isQuiet()) {
            checkAtRest(situation);
        }
    }

    private void checkHolders(Situation<Look> situation, Look.Member[] there) {
        for (int i = 0; i < there.length; i++) {
            Look.Member holder = there[i];
            if (holder == null || holder.view().frozen() || !hasAgreement(situation, there, holder)) {
                continue;
            }
            for (int j = 0; j < i; j++) {
                Look.Member other = there[j];
                if (other != null
                        && !other.view().frozen()
                        && other.range().intersects(holder.range())
                        && hasAgreement(situation, there, other)) {
                    throw new InvariantViolation(
                            "one holder",
                            "two holders of a key: %s=%s and %s=%s"
                                    .formatted(other.id(), other.range(), holder.id(), holder.range()));
                }
            }
            checkEntries(holder);
        }
    }

    private void checkEntries(Look.Member holder) {
        int expected = 0;
        for (Key key : filed) {
            expected += holder.range().contains(key) ? 1 : 0;
        }
        if (holder.view().entries() != expected) {
            throw new InvariantViolation(
                    "nothing is lost",
                    "%s can answer for %s with %d of %d entries"
                            .formatted(
                                    holder.id(), holder.range(), holder.view().entries(), expected));
        }
    }

    /** As in {@link StepChecks}: of the neighbours that run, there is one and all agree. */
    private boolean hasAgreement(Situation<Look> situation, Look.Member[] there, Look.Member holder) {
        int agreeing = 0;
        for (PeerId neighbour : holder.neighbours()) {
            int index = peers.indexOf(neighbour);
            if (situation.view(index).isPresent()) {
                Look.Member member = there[index];
                if (member == null || !member.agrees(holder)) {
                    return false;
                }
                agreeing++;
            }
        }
        return holder.neighbours().isEmpty() || agreeing > 0;
    }

    /** Who crashed may have missed something that it hears of by and by. */
    private void checkAtRest(Situation<Look> situation) {
        if (situation.crashes() > 0 || situation.losses() > 0) {
            return;
        }
        List<NodeView> views = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            situation.view(i).flatMap(Look::peer).ifPresent(member -> views.add(member.view()));
        }
        Look scheduler = situation.view(peers.size()).orElseThrow();
        if (scheduler.open() > 0) {
            // Someone waits for an answer that was refused because it came late, and asks again after a while.
            waiting++;
            return;
        }
        views.sort(Comparator.comparing(view -> view.info().ref().position()));
        List<String> violations = Invariants.violations(views);
        if (!violations.isEmpty()) {
            throw new InvariantViolation("the tree is whole", violations.get(0));
        }
        if (views.size() != scheduler.seats() || views.size() < members) {
            throw new InvariantViolation(
                    "everybody has a place",
                    "%d have one, not %d or at least %d".formatted(views.size(), scheduler.seats(), members));
        }
        wholeTrees++;
    }
}
