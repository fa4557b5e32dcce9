package org.bestpeer.overlay.epoch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bestpeer.overlay.PeerId;

/**
 * Whether the disk knows all changes there were. If it was lost or set back, peers have places that came of others. The
 * numbers of a life begin above all that any earlier one gave, so that none is given twice, and what the disk does not know
 * is told by its number. What was undecided on it may have been decided since: that is in doubt until those concerned have
 * said what they have.
 */
final class Hindsight {
    private static final int SILENCE = 4;

    private final Outside outside;
    private final long known;
    private final long begun;
    /** Of each change in doubt, who was to take part. */
    private final Map<Long, Set<PeerId>> doubtful = new TreeMap<>();

    private boolean isLost;
    private long silentUntil;

    /**
     * Nobody has spoken yet.
     *
     * @param incarnation the life that begins; higher than the number of changes of all earlier ones together
     */
    Hindsight(Outside outside, Optional<Ledger> saved, long incarnation) {
        this.outside = outside;
        this.known = saved.map(Ledger::epoch).orElse(0L);
        this.begun = Math.max(known, incarnation);
        this.silentUntil = outside.now();
        for (Ledger.Intent intent : saved.map(Ledger::intents).orElse(List.of())) {
            if (intent.state() == Ledger.State.PREPARING) {
                doubtful.put(intent.epoch(), new TreeSet<>(intent.unsettled()));
            }
        }
    }

    /** Numbers of this life are higher. */
    long begun() {
        return begun;
    }

    /** The newest number that was given, as far as known, if this is the newest of this life. */
    long newest(long number) {
        return number == begun ? known : number;
    }

    /** Whether a number was given in a life of which the disk has no trace. */
    boolean isUnknown(long epoch) {
        return known < epoch && epoch <= begun;
    }

    /** Whether a change may have been decided, though the disk does not say so, and that may still turn out. */
    boolean isInDoubt(long epoch) {
        return !isLost && doubtful.containsKey(epoch);
    }

    /** Whether nobody will ever know what became of a change. */
    boolean isLost(long epoch) {
        return isUnknown(epoch) || (isLost && doubtful.containsKey(epoch));
    }

    /** What is in doubt, to be written down again. */
    List<Ledger.Intent> inDoubt() {
        List<Ledger.Intent> intents = new ArrayList<>();
        if (!isLost) {
            doubtful.forEach((epoch, peers) ->
                    intents.add(new Ledger.Intent(epoch, Ledger.State.PREPARING, List.copyOf(peers))));
        }
        return intents;
    }

    /** Whom something in doubt concerns. */
    Set<PeerId> doubted() {
        Set<PeerId> all = new TreeSet<>();
        inDoubt().forEach(intent -> all.addAll(intent.unsettled()));
        return all;
    }

    /** Ends doubts about what nobody has taken part in: those concerned have said so, or are dead. True if there were any. */
    boolean settle(Predicate<PeerId> isKnown) {
        return !isLost && doubtful.values().removeIf(peers -> peers.stream().allMatch(isKnown));
    }

    /** Whether a peer that knows this number is the first sign that the disk does not know all. */
    boolean isNews(long epoch) {
        return !isLost && isUnknown(epoch);
    }

    boolean isLost() {
        return isLost;
    }

    /**
     * Changes are missing. Who has a place that came of them loses it when it is heard next; until all had the time to be
     * heard, nothing is given to others that they could hold.
     */
    void lost() {
        isLost = true;
        silentUntil = outside.now()
                + outside.settings().refresh().multipliedBy(SILENCE).toNanos();
    }

    boolean mayChange() {
        return outside.now() >= silentUntil;
    }
}
