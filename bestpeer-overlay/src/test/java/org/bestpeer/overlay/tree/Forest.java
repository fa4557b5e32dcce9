package org.bestpeer.overlay.tree;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** A tree that is changed at random, with loads and dead peers of its own. Keys are 8 bytes, not negative. */
final class Forest {
    final SplittableRandom random;
    final Set<PeerId> dead = new HashSet<>();
    Tree tree = new Tree();
    private int named;

    Forest(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Key key(long value) {
        return Key.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static long value(Key key) {
        return key.length() == 0 ? 0 : ByteBuffer.wrap(key.bytes()).getLong();
    }

    PeerId nextName() {
        return new PeerId("p-" + named++);
    }

    long load(PeerId peer) {
        return Math.floorMod(peer.hashCode() * 31L, 1000);
    }

    boolean usable(PeerId peer) {
        return !dead.contains(peer);
    }

    PeerId any() {
        List<PeerId> peers = tree.inOrder();
        return peers.get(random.nextInt(peers.size()));
    }

    /** A key that cuts the range in two. */
    Key cut(KeyRange range) {
        long low = value(range.low());
        long high = range.high() == null ? Long.MAX_VALUE : value(range.high());
        return key(low + (high - low) / 2 + random.nextLong((high - low) / 8 + 1));
    }

    Change join() {
        if (tree.size() == 0) {
            return Plans.found(nextName());
        }
        Plans.Opening opening = Plans.opening(tree, this::load, this::usable).orElseThrow();
        return Plans.join(tree, nextName(), opening, cut(tree.range(opening.donor())));
    }

    Change joinAt(Position place) {
        Optional<PeerId> before = tree.before(place);
        PeerId donor = before.or(() -> tree.after(place)).orElseThrow();
        Side side = before.isPresent() ? Side.RIGHT : Side.LEFT;
        return Plans.join(tree, nextName(), new Plans.Opening(place, donor, side), cut(tree.range(donor)));
    }

    Optional<Change> leave(PeerId peer) {
        return Plans.leave(tree, peer, this::load, this::usable);
    }

    Optional<Change> shift(PeerId left) {
        return tree.after(left).map(right -> {
            KeyRange both =
                    new KeyRange(tree.range(left).low(), tree.range(right).high());
            return Plans.shiftBorder(tree, left, right, cut(both));
        });
    }

    Optional<Change> relocate(int maxShift) {
        PeerId light = any();
        PeerId heavy = any();
        Side side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
        return Plans.relocate(tree, light, heavy, side, cut(tree.range(heavy)), maxShift, this::load, this::usable);
    }

    /** A fresh tree of that many peers. */
    Forest grow(int peers) {
        while (tree.size() < peers) {
            tree.apply(join());
        }
        return this;
    }

    /** Each peer dies with this chance. */
    void kill(double share) {
        for (PeerId peer : tree.inOrder()) {
            if (random.nextDouble() < share) {
                dead.add(peer);
            }
        }
    }

    /** One by one, in a random order, until none can be repaired. */
    void repairAll() {
        List<PeerId> waiting = new ArrayList<>(tree.inOrder());
        waiting.retainAll(dead);
        Collections.shuffle(waiting, new Random(random.nextLong()));
        boolean progress = true;
        while (progress) {
            progress = waiting.removeIf(peer -> {
                Optional<Change> change = Plans.repair(tree, peer, this::load, this::usable);
                change.ifPresent(tree::apply);
                return change.isPresent();
            });
        }
    }
}
