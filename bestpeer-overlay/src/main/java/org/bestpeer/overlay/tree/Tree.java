package org.bestpeer.overlay.tree;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where and holds what. Mutable only by {@link #apply}; not thread-safe.
 *
 * <p>After every change: the ranges tile all keys in in-order sequence and none is empty; every peer but the root has a
 * parent; a peer with a child has full routing tables, which keeps the tree balanced.
 */
public final class Tree {
    private final Shape shape = new Shape();
    private final Map<PeerId, Seat> placed = new HashMap<>();
    private final NavigableMap<Key, PeerId> byLow = new TreeMap<>();
    private @Nullable List<Seat> seats;

    /** An empty tree. */
    public Tree() {}

    /** A tree as it was when its seats were asked for. */
    public static Tree of(Collection<Seat> seats) {
        Tree tree = new Tree();
        tree.apply(new Change(List.copyOf(seats)));
        return tree;
    }

    /** The seats of all, in key order. */
    public List<Seat> seats() {
        List<Seat> now = seats;
        if (now == null) {
            now = inOrder().stream().map(this::seat).toList();
            seats = now;
        }
        return now;
    }

    public int size() {
        return placed.size();
    }

    public boolean contains(PeerId peer) {
        return placed.containsKey(peer);
    }

    public Optional<PeerId> at(Position position) {
        return Optional.ofNullable(shape.at(position));
    }

    public Position position(PeerId peer) {
        return requireNonNull(placed(peer).position());
    }

    public KeyRange range(PeerId peer) {
        return requireNonNull(placed(peer).range());
    }

    /** All peers in key order. */
    public List<PeerId> inOrder() {
        return List.copyOf(shape.order().values());
    }

    /** Adjacent in key order, on the side of the smaller keys. */
    public Optional<PeerId> before(PeerId peer) {
        return before(position(peer));
    }

    /** Adjacent in key order, on the side of the larger keys. */
    public Optional<PeerId> after(PeerId peer) {
        return after(position(peer));
    }

    /** As {@link #before(PeerId)}, but the first peer's is the last; a lone peer's is itself. */
    public PeerId ringBefore(PeerId peer) {
        return before(peer).orElseGet(() -> shape.order().lastEntry().getValue());
    }

    /** As {@link #after(PeerId)}, but the last peer's is the first; a lone peer's is itself. */
    public PeerId ringAfter(PeerId peer) {
        return after(peer).orElseGet(() -> shape.order().firstEntry().getValue());
    }

    /** The peer whose range has this key. */
    public PeerId holder(Key key) {
        Map.Entry<Key, PeerId> entry = byLow.floorEntry(key);
        if (entry == null) {
            throw new IllegalStateException("an empty tree has no holder of a key");
        }
        return entry.getValue();
    }

    /** Parent, children, adjacent peers, routing tables, ring neighbours; mutual. */
    public Set<PeerId> links(PeerId peer) {
        return linksAt(position(peer));
    }

    /** Those that a peer at this position, free or taken, has or would have. */
    public Set<PeerId> linksAt(Position position) {
        Set<PeerId> links = new LinkedHashSet<>();
        if (!position.isRoot()) {
            at(position.parent()).ifPresent(links::add);
        }
        for (Side side : Side.values()) {
            at(position.child(side)).ifPresent(links::add);
        }
        if (!placed.isEmpty()) {
            links.add(before(position).orElseGet(() -> shape.order().lastEntry().getValue()));
            links.add(after(position).orElseGet(() -> shape.order().firstEntry().getValue()));
        }
        for (Position neighbour : Shape.table(position)) {
            at(neighbour).ifPresent(links::add);
        }
        at(position).ifPresent(links::remove);
        return links;
    }

    /** A leaf whose removal breaks no full table of a peer with a child. */
    public boolean isRemovable(PeerId peer) {
        return shape.removable().contains(position(peer));
    }

    /** The place with the fewest peers between, where a leaf may be added: its parent has full tables. */
    public Optional<Position> freePlaceNear(Position near) {
        Position low = shape.free().floor(near);
        Position high = shape.free().ceiling(near);
        if (low == null || high == null) {
            return Optional.ofNullable(low == null ? high : low);
        }
        return Optional.of(shape.isLowNearer(low, near, high) ? low : high);
    }

    /** Where a leaf may be added and the tree grows in height last; spreads over the key order as peers are added. */
    public Optional<Position> shallowestFreePlace() {
        for (NavigableSet<Position> run : shape.freeShallowestFirst()) {
            if (!run.isEmpty()) {
                return Optional.of(run.first());
            }
        }
        return Optional.empty();
    }

    /** The removable peer with the fewest others between, not this peer itself. */
    public Optional<PeerId> removableNear(PeerId near, Predicate<PeerId> allowed) {
        Position position = position(near);
        NavigableSet<Position> removable = shape.removable();
        Optional<Position> low = firstAllowed(removable.headSet(position, false).descendingSet(), allowed);
        Optional<Position> high = firstAllowed(removable.tailSet(position, false), allowed);
        if (low.isEmpty() || high.isEmpty()) {
            return low.or(() -> high).map(shape::at);
        }
        return (shape.isLowNearer(low.get(), position, high.get()) ? low : high).map(shape::at);
    }

    private Optional<Position> firstAllowed(NavigableSet<Position> positions, Predicate<PeerId> allowed) {
        for (Position position : positions) {
            if (at(position).filter(allowed).isPresent()) {
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    /**
     * Changes the tree, or leaves it as it is if the outcome would not be a tree.
     *
     * @throws IllegalStateException if positions or ranges overlap or leave gaps, or the outcome is not balanced
     */
    public void apply(Change change) {
        Change undo = inverse(change);
        new Installation(this, change).refuseOverlaps();
        install(change);
        Optional<String> fault = new Installation(this, undo).fault();
        if (fault.isPresent()) {
            install(undo);
            throw new IllegalStateException("change refused: " + fault.get());
        }
    }

    /** What a look at the tree after a change would tell; the tree itself stays as it is. */
    public <T> T after(Change change, Function<Tree, T> look) {
        Change undo = inverse(change);
        List<Seat> before = seats;
        apply(change);
        try {
            return look.apply(this);
        } finally {
            install(undo);
            seats = before;
        }
    }

    private Change inverse(Change change) {
        return new Change(change.seats().stream().map(seat -> seat(seat.peer())).toList());
    }

    private void install(Change change) {
        seats = null;
        // A position that only passes from one peer to another has no part in the shape.
        Set<Position> changed = new LinkedHashSet<>();
        for (Seat seat : change.seats()) {
            if (placed.containsKey(seat.peer())) {
                Position position = position(seat.peer());
                shape.vacate(position);
                byLow.remove(range(seat.peer()).low());
                changed.add(position);
                placed.remove(seat.peer());
            }
        }
        for (Seat seat : change.seats()) {
            Position position = seat.position();
            KeyRange range = seat.range();
            if (position != null && range != null) {
                placed.put(seat.peer(), seat);
                shape.take(position, seat.peer());
                byLow.put(range.low(), seat.peer());
                if (!changed.remove(position)) {
                    changed.add(position);
                }
            }
        }
        shape.reconsider(changed);
    }

    /** The present seat of a peer, or that of one that is not here. */
    public Seat seat(PeerId peer) {
        Seat taken = placed.get(peer);
        return taken == null ? Seat.left(peer) : taken;
    }

    Shape shape() {
        return shape;
    }

    /** The holder of the range that starts with this key. */
    @Nullable
    PeerId startingAt(Key low) {
        return byLow.get(low);
    }

    Optional<PeerId> before(Position position) {
        return Optional.ofNullable(shape.order().lowerEntry(position)).map(Map.Entry::getValue);
    }

    Optional<PeerId> after(Position position) {
        return Optional.ofNullable(shape.order().higherEntry(position)).map(Map.Entry::getValue);
    }

    private Seat placed(PeerId peer) {
        Seat where = placed.get(peer);
        if (where == null) {
            throw new IllegalArgumentException("not in the tree: " + peer);
        }
        return where;
    }
}
