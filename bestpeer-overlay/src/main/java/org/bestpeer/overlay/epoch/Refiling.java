package org.bestpeer.overlay.epoch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.tree.Tree;

/**
 * When all who kept the entries of a range are gone, every publisher that is there files its own again. Until then
 * look-ups in that range are refused. One round of filing serves all gaps there were when it began.
 */
final class Refiling {
    private static final int PATIENCE = 3;

    private final Structure structure;
    private final Outside outside;
    private final LongSupplier number;
    private long round;
    private long begun;

    /** @param number gives numbers to rounds, each later than every epoch before */
    Refiling(Structure structure, Outside outside, LongSupplier number) {
        this.structure = structure;
        this.outside = outside;
        this.number = number;
        this.begun = outside.now();
    }

    /** Begins a round if there are new gaps, and ends what all have filed; to be called every now and then. */
    void check() {
        if (structure.gaps.isEmpty()) {
            return;
        }
        boolean news = structure.gaps.all().stream().anyMatch(gap -> gap.epoch() >= round);
        // More gaps may come up with every death that is not repaired yet; but not for ever.
        if (news && (!hasDead() || begun + patience() < outside.now())) {
            round = number.getAsLong();
            begun = outside.now();
            structure.members.values().forEach(this::remind);
        }
        List<KeyRange> whole = structure.gaps.filed(filedByAll());
        if (!whole.isEmpty()) {
            structure.changed();
            keepers(whole)
                    .forEach(id -> outside.send(structure.member(id), new BatonMessage.Seated(structure.place(id))));
        }
    }

    private long patience() {
        return outside.settings().refresh().multipliedBy(PATIENCE).toNanos();
    }

    private boolean hasDead() {
        return structure.wanting().stream().anyMatch(id -> structure.member(id).dead);
    }

    /** Asks a peer to file, unless it has. */
    void remind(Member member) {
        if (round > member.filed) {
            outside.send(member, new BatonMessage.Refile(round));
        }
    }

    void filed(Member member, long inRound) {
        member.filed = Math.max(member.filed, inRound);
    }

    private long filedByAll() {
        long least = round;
        long silent = outside.now() - patience();
        for (var entry : structure.members.entrySet()) {
            Member member = entry.getValue();
            boolean isThere = structure.tree.contains(entry.getKey())
                    ? !member.dead
                    : member.wantsPlace && member.lastHeard > silent;
            if (isThere) {
                least = Math.min(least, member.filed);
            }
        }
        return least;
    }

    private Set<PeerId> keepers(List<KeyRange> ranges) {
        Tree tree = structure.tree;
        List<PeerId> holders = new ArrayList<>();
        ranges.forEach(range -> holders.addAll(structure.holders(range)));
        Set<PeerId> keepers = new LinkedHashSet<>(holders);
        for (PeerId holder : holders) {
            keepers.add(tree.ringBefore(holder));
            keepers.add(tree.ringAfter(holder));
        }
        return keepers;
    }
}
