package org.bestpeer.overlay.tree;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;

/** Peers of a tree with entries under keys of a value and, so that equal values split, a publisher. */
final class Shelves {
    final Tree tree;
    private final Map<PeerId, long[]> shelves = new HashMap<>();
    private final Map<PeerId, Integer> counts = new HashMap<>();
    private final Balancer balancer;
    int shifts;
    int relocations;
    long moved;
    int touched;

    Shelves(Tree tree, Balancer balancer) {
        this.tree = tree;
        this.balancer = balancer;
        for (PeerId peer : tree.inOrder()) {
            shelves.put(peer, new long[16]);
            counts.put(peer, 0);
        }
    }

    static Key key(long entry) {
        return Key.of(ByteBuffer.allocate(Long.BYTES).putLong(entry).array());
    }

    void insert(long entry) {
        add(tree.holder(key(entry)), entry);
    }

    private void add(PeerId peer, long entry) {
        int count = counts.merge(peer, 1, Integer::sum);
        long[] shelf = shelves.get(peer);
        if (count > shelf.length) {
            shelf = Arrays.copyOf(shelf, 2 * count);
            shelves.put(peer, shelf);
        }
        shelf[count - 1] = entry;
    }

    long load(PeerId peer) {
        return counts.get(peer);
    }

    double maxOverMean() {
        LongSummaryStatistics loads =
                tree.inOrder().stream().mapToLong(this::load).summaryStatistics();
        return loads.getMax() / loads.getAverage();
    }

    double sumOfSquares() {
        return tree.inOrder().stream()
                .mapToDouble(peer -> (double) load(peer) * load(peer))
                .sum();
    }

    /** Does what is advised, if anything is. */
    boolean balance() {
        Optional<Balancer.Advice> advice = balancer.advise(tree, this::load, peer -> true);
        if (advice.isEmpty()) {
            return false;
        }
        Change change;
        if (advice.get() instanceof Balancer.ShiftBorder shift) {
            Side side = shift.giver().equals(shift.left()) ? Side.RIGHT : Side.LEFT;
            change = Plans.shiftBorder(tree, shift.left(), shift.right(), cut(shift.giver(), side, shift.share()));
            shifts++;
        } else {
            Balancer.Relocate relocate = (Balancer.Relocate) advice.get();
            Key cut = cut(relocate.heavy(), relocate.side(), 0.5);
            change = Plans.relocate(
                            tree,
                            relocate.light(),
                            relocate.heavy(),
                            relocate.side(),
                            cut,
                            balancer.maxShift(),
                            this::load,
                            peer -> true)
                    .orElseThrow();
            relocations++;
            moved += change.seats().size() - 3;
        }
        touched += Affected.of(tree, change).touched().size();
        List<PeerId> resized = change.seats().stream()
                .filter(seat ->
                        !Objects.equals(seat.range(), tree.seat(seat.peer()).range()))
                .map(Seat::peer)
                .toList();
        tree.apply(change);
        resized.forEach(this::redistribute);
        return true;
    }

    /** The key at which that share of the entries lies on the side. */
    private Key cut(PeerId peer, Side side, double share) {
        int count = counts.get(peer);
        long[] sorted = Arrays.copyOf(shelves.get(peer), count);
        Arrays.sort(sorted);
        int index = (int) Math.round(count * (side == Side.LEFT ? share : 1 - share));
        return key(sorted[Math.min(Math.max(index, 1), count - 1)]);
    }

    /** Takes all that a peer holds and puts it where it belongs now. */
    private void redistribute(PeerId peer) {
        long[] entries = Arrays.copyOf(shelves.get(peer), counts.put(peer, 0));
        LongStream.of(entries).forEach(this::insert);
    }
}
