package org.bestpeer.overlay.epoch;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Balancer;
import org.bestpeer.overlay.tree.Change;
import org.bestpeer.overlay.tree.Plans;

/** What is to be changed next, of what peers wish or suffer. */
final class Agenda {
    private final Structure structure;
    private final Mourning mourning;

    Agenda(Structure structure, Mourning mourning) {
        this.structure = structure;
        this.mourning = mourning;
    }

    /** A change that can be planned at once. */
    record Planned(PeerId cause, Change change) {}

    /** Repairs first, then departures: the first that touches nobody of a running change. */
    Optional<Planned> next(Set<PeerId> busy) {
        return next(busy, true).or(() -> next(busy, false));
    }

    private Optional<Planned> next(Set<PeerId> busy, boolean repairs) {
        for (var entry : structure.members.entrySet()) {
            PeerId id = entry.getKey();
            Member member = entry.getValue();
            boolean due = repairs ? member.dead : member.wantsToLeave && member.isUsable();
            if (due && structure.tree.contains(id) && !busy.contains(id) && (!repairs || mourning.isRipe(id))) {
                Optional<Change> change = repairs
                        ? Plans.repair(structure.tree, id, structure::load, peer -> isFree(peer, busy))
                        : Plans.leave(structure.tree, id, structure::load, peer -> isFree(peer, busy));
                if (change.isPresent()) {
                    return Optional.of(new Planned(id, change.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** A peer that waits for a place. */
    Optional<PeerId> joiner(Set<PeerId> busy) {
        return structure.members.entrySet().stream()
                .filter(entry -> entry.getValue().wantsPlace && entry.getValue().isUsable())
                .map(java.util.Map.Entry::getKey)
                .filter(id -> !structure.tree.contains(id) && !busy.contains(id))
                .findFirst();
    }

    /** A place for it. */
    Optional<Plans.Opening> opening(Set<PeerId> busy) {
        return Plans.opening(
                structure.tree, structure::load, peer -> isFree(peer, busy) && !structure.member(peer).narrow);
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
    Optional<Balancer.Advice> balance(Set<PeerId> busy) {
        return Balancer.forSize(structure.tree.size())
                .advise(
                        structure.tree,
                        structure::load,
                        peer -> isFree(peer, busy)
                                && structure.member(peer).hasReported
                                && !structure.member(peer).narrow);
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

    Optional<Change> relocate(Balancer.Relocate move, Key cut, Set<PeerId> busy) {
        return isInside(cut, move.heavy())
                ? Plans.relocate(
                        structure.tree,
                        move.light(),
                        move.heavy(),
                        move.side(),
                        cut,
                        Balancer.forSize(structure.tree.size()).maxShift(),
                        structure::load,
                        peer -> isFree(peer, busy))
                : Optional.empty();
    }

    private boolean isInside(Key cut, PeerId holder) {
        KeyRange range = structure.tree.range(holder);
        return range.contains(cut) && !cut.equals(range.low());
    }

    private boolean isFree(PeerId peer, Set<PeerId> busy) {
        return structure.isUsable(peer) && !busy.contains(peer);
    }
}
