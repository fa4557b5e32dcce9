package org.bestpeer.overlay.epoch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Source;
import org.bestpeer.overlay.tree.Affected;
import org.bestpeer.overlay.tree.Change;

/** One change on its way: prepared by all whose range or replica duty it changes, then committed or rolled back. */
final class Epoch {
    final long number;
    final Change change;
    final Affected affected;
    final Structure.Draft draft;
    /** Core peers that are there; the dead are not asked. */
    final Set<PeerId> asked;

    /** Keepers of ranges in which too few take part, see {@link Quorum#absent}. */
    final Set<PeerId> outvoted;
    /** Where those that are asked get what they lack: the same however often they are asked. */
    final Map<PeerId, List<Source>> sources;
    /** Ranges of which nobody who takes part has all entries for certain. */
    final List<KeyRange> lost;

    final Set<PeerId> unprepared;
    final Set<PeerId> unsettled;
    final long deadline;
    Ledger.State state = Ledger.State.PREPARING;
    int decisionsSent;

    Epoch(
            long number,
            Change change,
            Affected affected,
            Structure.Draft draft,
            Participants participants,
            long deadline) {
        this.number = number;
        this.change = change;
        this.affected = affected;
        this.draft = draft;
        this.asked = participants.asked();
        this.outvoted = participants.outvoted();
        this.sources = participants.sources();
        this.lost = participants.lost();
        this.unprepared = new HashSet<>(participants.asked());
        this.unsettled = new HashSet<>(participants.asked());
        this.deadline = deadline;
    }

    /**
     * Who takes part, and what is missing because of those who don't.
     *
     * @param asked core peers that are there
     */
    record Participants(
            Set<PeerId> asked, Set<PeerId> outvoted, Map<PeerId, List<Source>> sources, List<KeyRange> lost) {}
}
