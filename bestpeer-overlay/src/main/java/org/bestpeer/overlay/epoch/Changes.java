package org.bestpeer.overlay.epoch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Source;
import org.bestpeer.overlay.tree.Affected;
import org.bestpeer.overlay.tree.Change;

/**
 * Changes on their way: written down, prepared by every peer whose range or replica duty they change, decided, written
 * down and told. Those on their way at the same time concern no peer in common.
 */
final class Changes {
    private static final int DECISIONS = 5;

    private final Structure structure;
    private final Mourning mourning;
    private final Outside outside;
    private final Hindsight hindsight;
    private final Consumer<List<Ledger.Intent>> save;
    private final Map<Long, Epoch> running = new LinkedHashMap<>();
    private final Set<PeerId> busy = new HashSet<>();
    private long epoch;
    private final Set<PeerId> outvoted = new TreeSet<>();
    private int lostRanges;

    /**
     * None yet.
     *
     * @param hindsight says after which number theirs begin
     * @param save writes everything down, with these changes
     */
    Changes(
            Structure structure,
            Mourning mourning,
            Outside outside,
            Hindsight hindsight,
            Consumer<List<Ledger.Intent>> save) {
        this.structure = structure;
        this.mourning = mourning;
        this.outside = outside;
        this.hindsight = hindsight;
        this.epoch = hindsight.begun();
        this.save = save;
        this.busy.addAll(hindsight.doubted());
    }

    /** Number of the newest change. */
    long epoch() {
        return epoch;
    }

    /** A number later than every epoch before. */
    long nextNumber() {
        epoch++;
        save();
        return epoch;
    }

    /** How often a range was given on of which nobody was left who had its entries. */
    int lostRanges() {
        return lostRanges;
    }

    /** Dead peers that, were they alive and cut off together, would not have to know of a change that concerned them. */
    Set<PeerId> outvoted() {
        return outvoted;
    }

    int size() {
        return running.size();
    }

    /** Peers that some change concerns. */
    Set<PeerId> busy() {
        return busy;
    }

    boolean isFree(Set<PeerId> touched) {
        return touched.stream().noneMatch(busy::contains);
    }

    /** Whether a peer could give up its place: a first look, before anything is planned. Its ring neighbours take part. */
    boolean mayGo(PeerId peer, boolean repair) {
        Set<PeerId> concerned =
                Set.copyOf(List.of(peer, structure.tree.ringBefore(peer), structure.tree.ringAfter(peer)));
        return isFree(concerned) && areReady(concerned, repair);
    }

    /**
     * Begins a change unless it has to wait.
     *
     * @param repair whether it is made because of a dead peer; others wait until all whom they concern are well
     */
    boolean begin(Change change, boolean repair) {
        // Most that have to wait do so for these; it takes long to find out who else there is.
        Affected first = Affected.atLeast(structure.tree, change);
        if (!hindsight.mayChange() || !isFree(first.touched()) || !areReady(first.core(), repair)) {
            return false;
        }
        Affected concerned = Affected.of(structure.tree, change);
        if (!isFree(concerned.touched()) || !areReady(concerned.core(), repair)) {
            return false;
        }
        Quorum quorum = Quorum.of(
                structure.tree,
                change,
                concerned.core(),
                id -> structure.isUsable(id) || structure.member(id).placeless);
        if (!mayOutvote(quorum.absent())) {
            return false;
        }
        Affected affected = concerned.with(usable(quorum.needed()));
        long number = epoch + 1;
        Structure.Draft draft = structure.draft(change, number, affected, List.of());
        Set<PeerId> missing = structure.missing(draft, usable(affected.core()));
        affected = affected.with(missing);
        if (!isFree(affected.touched()) || !areReady(affected.core(), repair)) {
            return false;
        }
        Set<PeerId> asked = usable(affected.core());
        Map<PeerId, List<Source>> sources = structure.sources(draft, asked);
        List<KeyRange> lost = structure.lost(sources);
        if (!missing.isEmpty() || !lost.isEmpty()) {
            draft = structure.draft(change, number, affected, lost);
        }
        prepare(new Epoch(
                number,
                change,
                affected,
                draft,
                new Epoch.Participants(asked, quorum.absent(), sources, lost),
                outside.now() + outside.settings().operationTimeout().toNanos()));
        return true;
    }

    /** Whether it is known of all how they are, and that is good enough. */
    private boolean areReady(Set<PeerId> core, boolean repair) {
        for (PeerId id : core) {
            Member member = structure.member(id);
            boolean unclear = member.mourning != 0 || (!member.dead && !member.greeted);
            if (unclear || (!repair && (member.dead || (member.recovering && structure.tree.contains(id))))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Those that could agree with each other if they were only cut off are given more time; the last peer for ever, unless
     * what it has counts for nothing any more.
     */
    private boolean mayOutvote(Set<PeerId> absent) {
        boolean isReplaceable = structure.tree.size() > 1 || structure.gaps.isEverything();
        return absent.isEmpty() || (isReplaceable && absent.stream().allMatch(mourning::isMournedLong));
    }

    /** Notes that entries of a range may be gone. */
    void lose(KeyRange range) {
        structure.gaps.add(range, epoch);
        structure.changed();
        lostRanges++;
        save();
    }

    /** A peer knows of changes that the disk does not know of: what was filed since may be anywhere. */
    void reveal() {
        busy.removeAll(hindsight.doubted());
        hindsight.lost();
        lose(KeyRange.ALL);
    }

    /** Rolls back what is in doubt as soon as everybody was heard who could have taken part in it, or is dead. */
    void settleDoubts() {
        Set<PeerId> doubted = hindsight.doubted();
        if (!doubted.isEmpty() && hindsight.settle(this::isKnown)) {
            doubted.removeAll(hindsight.doubted());
            busy.removeAll(doubted);
            outside.schedule().run();
        }
    }

    private boolean isKnown(PeerId id) {
        Member member = structure.members.get(id);
        return member == null || member.greeted || member.dead || mourning.isMissing(member);
    }

    private Set<PeerId> usable(Set<PeerId> peers) {
        Set<PeerId> usable = new TreeSet<>(peers);
        usable.removeIf(id -> !structure.isUsable(id));
        return usable;
    }

    private void prepare(Epoch change) {
        epoch = change.number;
        running.put(change.number, change);
        busy.addAll(change.affected.touched());
        save();
        if (change.unprepared.isEmpty()) {
            decide(change, true);
        } else {
            sendPrepare(change);
        }
    }

    private void sendPrepare(Epoch change) {
        if (change.state != Ledger.State.PREPARING) {
            return;
        }
        // Who is silent will not prepare: the others need not stay frozen until the time is over.
        boolean hopeless = change.unprepared.stream().anyMatch(id -> !structure.isUsable(id));
        if (hopeless || outside.now() >= change.deadline) {
            change.unprepared.forEach(id -> mourning.suspect(structure.member(id)));
            decide(change, false);
            return;
        }
        for (PeerId id : change.unprepared) {
            Member member = structure.member(id);
            Place place = change.draft.places().get(id);
            long base = structure.tree.contains(id) ? member.epoch : 0;
            outside.send(
                    member,
                    new BatonMessage.Prepare(change.number, base, place, change.sources.getOrDefault(id, List.of())));
        }
        after(change, this::sendPrepare);
    }

    private void after(Epoch change, Consumer<Epoch> step) {
        outside.env().scheduler().after(outside.settings().hopTimeout(), () -> step.accept(change));
    }

    void onPrepared(PeerId id, long number) {
        Epoch change = running.get(number);
        if (change != null && change.state == Ledger.State.PREPARING && change.unprepared.remove(id)) {
            if (change.unprepared.isEmpty()) {
                decide(change, true);
            }
        }
    }

    /** What a peer had in its last life it may not have now, so what it was asked to fetch may not be all that it lacks. */
    void restarted(PeerId id) {
        for (Epoch change : List.copyOf(running.values())) {
            if (change.state == Ledger.State.PREPARING && change.asked.contains(id)) {
                decide(change, false);
            }
        }
    }

    private void decide(Epoch change, boolean commit) {
        change.state = commit ? Ledger.State.COMMITTED : Ledger.State.ROLLED_BACK;
        if (commit) {
            structure.apply(change.change, change.number, change.affected.core());
            // Who is prepared has all that belongs to its new place.
            change.asked.forEach(id -> structure.member(id).recovering = false);
            change.lost.forEach(range -> structure.gaps.add(range, epoch));
            lostRanges += change.lost.size();
            outvoted.addAll(change.outvoted);
        }
        save();
        if (commit) {
            change.draft
                    .relinks()
                    .forEach((id, relinking) -> outside.send(
                            structure.member(id), new BatonMessage.Relink(relinking.now(), relinking.gone())));
        }
        tell(change);
    }

    private void tell(Epoch change) {
        if (!running.containsKey(change.number)) {
            return;
        }
        if (change.unsettled.isEmpty() || change.decisionsSent == DECISIONS) {
            end(change);
            return;
        }
        change.decisionsSent++;
        for (PeerId id : change.unsettled) {
            outside.send(
                    structure.member(id),
                    change.state == Ledger.State.COMMITTED
                            ? new BatonMessage.Commit(change.number)
                            : new BatonMessage.Abort(change.number));
        }
        after(change, this::tell);
    }

    void onSettled(PeerId id, long number) {
        Epoch change = running.get(number);
        if (change != null && change.state != Ledger.State.PREPARING && change.unsettled.remove(id)) {
            if (change.unsettled.isEmpty()) {
                end(change);
            }
        }
    }

    private void end(Epoch change) {
        if (running.remove(change.number) != null) {
            busy.removeAll(change.affected.touched());
            outside.schedule().run();
        }
    }

    /**
     * Tells a peer that is prepared for a change what became of it, if that is known. If a later change was made without
     * it, this is not known any more, and it has no part in the tree as it is.
     */
    void tellDecision(Member member, long prepared) {
        Epoch open = running.get(prepared);
        if (member.epoch == prepared) {
            outside.send(member, new BatonMessage.Commit(prepared));
        } else if (member.epoch > prepared
                || hindsight.isLost(prepared)
                || (open == null && !structure.tree.contains(member.contact.id()))) {
            outside.send(member, new BatonMessage.Expelled(prepared));
        } else if ((open == null && !hindsight.isInDoubt(prepared))
                || (open != null && open.state == Ledger.State.ROLLED_BACK)) {
            outside.send(member, new BatonMessage.Abort(prepared));
        }
    }

    void save() {
        List<Ledger.Intent> intents = new ArrayList<>(hindsight.inDoubt());
        running.values()
                .forEach(one -> intents.add(
                        new Ledger.Intent(one.number, one.state, List.copyOf(new TreeSet<>(one.unsettled)))));
        save.accept(intents);
    }
}
