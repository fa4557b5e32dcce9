package org.bestpeer.overlay.epoch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Balancer;
import org.bestpeer.overlay.tree.Change;
import org.bestpeer.overlay.tree.Plans;
import org.bestpeer.overlay.tree.Tree;

/** What is to be changed next, of what peers wish or suffer. */
final class Agenda {
    /** Changes looked at in vain before the search is put off; where it ended, it goes on. */
    private static final int ATTEMPTS = 64;

    private final Structure structure;
    private final Changes changes;
    private int next;

    Agenda(Structure structure, Changes changes) {
        this.structure = structure;
        this.changes = changes;
    }

    /** Begins all that can be begun at once, repairs first. */
    void beginRepairsAndDepartures() {
        begin(true);
        begin(false);
    }

    private void begin(boolean repairs) {
        List<PeerId> due = structure.wanting().stream()
                .filter(structure.tree::contains)
                .filter(id -> isDue(structure.member(id), repairs))
                .toList();
        int vain = 0;
        for (int i = 0; i < due.size() && vain < ATTEMPTS; i++) {
            next = (next + 1) % due.size();
            PeerId id = due.get(next);
            // A change that is decided at once may have taken others along.
            boolean begun = structure.tree.contains(id)
                    && !changes.busy().contains(id)
                    && changes.mayGo(id, repairs)
                    && plan(id, repairs)
                            .filter(change -> changes.begin(change, repairs))
                            .isPresent();
            vain += begun ? 0 : 1;
        }
    }

    private static boolean isDue(Member member, boolean repairs) {
        return repairs ? member.dead : member.wantsToLeave && member.isUsable();
    }

    private Optional<Change> plan(PeerId id, boolean repair) {
        return repair
                ? Plans.repair(structure.tree, id, structure::load, this::isFree)
                : Plans.leave(structure.tree, id, structure::load, this::isFree);
    }

    /** A peer that waits for a place. */
    Optional<PeerId> joiner() {
        for (PeerId id : structure.wanting()) {
            Member member = structure.member(id);
            if (member.wantsPlace && isFree(id) && !structure.tree.contains(id)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** A place for it. */
    Optional<Plans.Opening> opening() {
        return Plans.opening(structure.tree, structure::load, this::mayGive);
    }

    /** Whether a peer can give a part of its range: it takes part in that, and so do its ring neighbours. */
    private boolean mayGive(PeerId id) {
        Tree tree = structure.tree;
        return isFree(id)
                && !structure.member(id).narrow
                && structure.isWell(tree.ringBefore(id))
                && structure.isWell(tree.ringAfter(id))
                && structure.isWell(id);
    }

    /** Whom a join there can touch, wherever the range is cut. */
    Set<PeerId> neighbourhood(PeerId joiner, Plans.Opening opening) {
        Set<PeerId> touched = new HashSet<>(structure.tree.linksAt(opening.place()));
        touched.addAll(structure.tree.links(opening.donor()));
        touched.add(opening.donor());
        touched.add(joiner);
        return touched;
    }

    /** The join, if the peer still wants it and the donor has not lost the key. */
    Optional<Change> join(PeerId joiner, Plans.Opening opening, Key cut) {
        Member member = structure.members.get(joiner);
        boolean wanted = member != null && member.wantsPlace && member.isUsable();
        return wanted && isInside(cut, opening.donor())
                ? Optional.of(Plans.join(structure.tree, joiner, opening, cut))
                : Optional.empty();
    }

    /** How to even out loads, as far as they are known. */
    Optional<Balancer.Advice> balance() {
        return Balancer.forSize(structure.tree.size())
                .advise(structure.tree, structure::load, peer -> structure.member(peer).hasReported && mayGive(peer));
    }

    /** Whom it touches at least. */
    Set<PeerId> neighbourhood(Balancer.Advice advice) {
        Set<PeerId> touched = new HashSet<>();
        if (advice instanceof Balancer.ShiftBorder shift) {
            addWithLinks(shift.left(), touched);
            addWithLinks(shift.right(), touched);
        } else if (advice instanceof Balancer.Relocate move) {
            addWithLinks(move.light(), touched);
            addWithLinks(move.heavy(), touched);
        }
        return touched;
    }

    private void addWithLinks(PeerId peer, Set<PeerId> touched) {
        touched.add(peer);
        touched.addAll(structure.tree.links(peer));
    }

    Optional<Change> shift(Balancer.ShiftBorder shift, Key cut) {
        return isInside(cut, shift.giver())
                ? Optional.of(Plans.shiftBorder(structure.tree, shift.left(), shift.right(), cut))
                : Optional.empty();
    }

    Optional<Change> relocate(Balancer.Relocate move, Key cut) {
        return isInside(cut, move.heavy())
                ? Plans.relocate(
                        structure.tree,
                        move.light(),
                        move.heavy(),
                        move.side(),
                        cut,
                        Balancer.forSize(structure.tree.size()).maxShift(),
                        structure::load,
                        this::isFree)
                : Optional.empty();
    }

    private boolean isInside(Key cut, PeerId holder) {
        KeyRange range = structure.tree.range(holder);
        return range.contains(cut) && !cut.equals(range.low());
    }

    private boolean isFree(PeerId peer) {
        return structure.isUsable(peer) && !changes.busy().contains(peer);
    }
}
