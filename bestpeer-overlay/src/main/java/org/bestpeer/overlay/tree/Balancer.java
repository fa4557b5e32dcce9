package org.bestpeer.overlay.tree;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.bestpeer.overlay.PeerId;

/**
 * Says how to even out loads, one step at a time. It cannot oscillate: every advice lowers the sum of the squares of all
 * loads by at least a sixteenth of the square of the one relieved, and none is given while nobody carries more than the
 * trigger says. If loads stand still, it comes to rest after a few steps for each peer.
 *
 * @param trigger a peer with more than this many times the mean is heavy
 * @param yielding if a heavy one is out of reach of all light ones, those above this many times the mean make room
 * @param least nobody with no more than this is heavy
 * @param maxShift how many others may be moved when a peer is relocated
 */
public record Balancer(double trigger, double yielding, long least, int maxShift) {
    public Balancer {
        if (trigger < yielding || yielding < 1.2 || least < 1 || maxShift < 0) {
            throw new IllegalArgumentException(
                    "no such balance: trigger %s, yielding %s (at least 1.2), least %d, shift %d"
                            .formatted(trigger, yielding, least, maxShift));
        }
    }

    /**
     * The usual values for a tree of about that many peers. If nearly all keys fall into a small part of the key order,
     * peers have to come there from afar: with much fewer shifts than an eighth of all, loads would keep a slope (at
     * 1,000 peers and Zipf(1.0), three times the mean with 64 shifts, twice with 125).
     */
    public static Balancer forSize(int peers) {
        return new Balancer(2.0, 1.25, 32, Math.max(32, peers / 8));
    }

    /** What to do next. */
    public sealed interface Advice permits ShiftBorder, Relocate {}

    /**
     * Move the border between two peers adjacent in key order.
     *
     * @param giver the one of them that has more
     * @param share which part of the giver's entries, those next to the border, the other one is to get
     */
    public record ShiftBorder(PeerId left, PeerId right, PeerId giver, double share) implements Advice {}

    /** Move a light peer, which gives up its range, to this side of a heavy one, which gives it half its entries. */
    public record Relocate(PeerId light, PeerId heavy, Side side) implements Advice {}

    /** What to do next, if anything; the adjacent neighbour is the first choice, a far light peer the second. */
    public Optional<Advice> advise(Tree tree, ToLongFunction<PeerId> load, Predicate<PeerId> usable) {
        return new Balancing(tree, load, usable, this).advise();
    }
}
