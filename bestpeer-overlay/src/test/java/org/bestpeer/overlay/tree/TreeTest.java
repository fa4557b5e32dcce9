package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
    private static final PeerId A = new PeerId("a");
    private static final PeerId B = new PeerId("b");
    private static final Key M = Forest.key(1000);

    private static Tree two() {
        Tree tree = new Tree();
        tree.apply(Plans.found(A));
        Plans.Opening opening = Plans.opening(tree, peer -> 0, peer -> true).orElseThrow();
        tree.apply(Plans.join(tree, B, new Plans.Opening(opening.place(), A, opening.side()), M));
        return tree;
    }

    @Test
    void anEmptyTreeHasOneFreePlace() {
        Tree tree = new Tree();
        assertThat(tree.shallowestFreePlace()).contains(Position.ROOT);
        assertThat(tree.freePlaceNear(new Position(3, 2))).contains(Position.ROOT);
        assertThat(tree.linksAt(Position.ROOT)).isEmpty();
        assertThat(Plans.opening(tree, peer -> 0, peer -> true)).isEmpty();
    }

    @Test
    void aLonePeerIsItsOwnRingNeighbour() {
        Tree tree = new Tree();
        tree.apply(Plans.found(A));
        assertThat(tree.ringBefore(A)).isEqualTo(A);
        assertThat(tree.ringAfter(A)).isEqualTo(A);
        assertThat(tree.links(A)).isEmpty();
        assertThat(tree.isRemovable(A)).isTrue();
        assertThat(tree.holder(M)).isEqualTo(A);
    }

    @Test
    void refusesWhatIsNoTreeAndStaysAsItWas() {
        Tree tree = two();
        List<Seat> seats = tree.seats();
        Position root = Position.ROOT;
        Position place = tree.position(B);
        Key low = tree.range(B).low();
        List<Change> wrong = List.of(
                new Change(List.of(Seat.left(B))),
                new Change(List.of(Seat.left(A))),
                new Change(List.of(new Seat(B, root, KeyRange.ALL))),
                new Change(List.of(new Seat(B, place, KeyRange.ALL))),
                new Change(List.of(new Seat(B, place, new KeyRange(low, low)))),
                new Change(List.of(new Seat(B, new Position(3, 1), tree.range(B)))),
                new Change(List.of(new Seat(new PeerId("c"), new Position(2, 1), new KeyRange(M, M)))));
        for (Change change : wrong) {
            assertThatThrownBy(() -> tree.apply(change)).as("%s", change).isInstanceOf(IllegalStateException.class);
            assertThat(tree.seats()).isEqualTo(seats);
            check(tree);
        }
    }

    @Test
    void refusesPlansThatDoNotFitIt() {
        Tree tree = two();
        Plans.Opening opening = Plans.opening(tree, peer -> 0, peer -> true).orElseThrow();
        assertThatThrownBy(() -> Plans.join(tree, B, opening, M)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Plans.join(tree, new PeerId("c"), opening, Key.MIN))
                .isInstanceOf(IllegalArgumentException.class);
        Plans.Opening taken = new Plans.Opening(tree.position(B), A, Side.LEFT);
        assertThatThrownBy(() -> Plans.join(tree, new PeerId("c"), taken, M))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Plans.shiftBorder(
                        tree, tree.inOrder().get(1), tree.inOrder().get(0), M))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.position(new PeerId("stranger"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPeerWithoutAUsableNeighbourCannotLeave() {
        Tree tree = two();
        assertThat(Plans.leave(tree, B, peer -> 0, peer -> false)).isEmpty();
        assertThat(Plans.leave(tree, A, peer -> 0, peer -> false)).isEmpty();
        assertThat(Plans.repair(tree, B, peer -> 0, peer -> false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomChangesKeepEveryPromise(long seed) {
        Forest forest = new Forest(seed);
        for (int step = 0; step < 700; step++) {
            boolean growing = step / 250 % 2 == 0;
            Optional<Change> change = next(forest, growing);
            if (change.isPresent()) {
                forest.tree.apply(change.get());
                check(forest.tree);
            }
        }
        assertThat(Tree.of(forest.tree.seats()).seats()).isEqualTo(forest.tree.seats());
    }

    static Optional<Change> next(Forest forest, boolean growing) {
        int dice = forest.random.nextInt(100);
        if (forest.tree.size() == 0 || (dice < (growing ? 30 : 5) && forest.tree.size() < 200)) {
            return Optional.of(forest.join());
        }
        PeerId peer = forest.any();
        if (dice < (growing ? 60 : 20) && forest.tree.size() < 200) {
            return Optional.of(forest.joinAt(
                    forest.tree.freePlaceNear(forest.tree.position(peer)).orElseThrow()));
        }
        if (dice < 75) {
            return forest.leave(peer);
        }
        return dice < 85 ? forest.shift(peer) : forest.relocate(200);
    }

    /** Compares all answers of the tree with naive ones. */
    static void check(Tree tree) {
        NaiveTree naive = NaiveTree.of(tree);
        naive.checkInvariants();
        Set<Position> free = naive.freePlaces();
        assertThat(tree.shape().free()).isEqualTo(free);
        tree.shallowestFreePlace().ifPresent(place -> assertThat(place.level())
                .isEqualTo(free.stream().mapToInt(Position::level).min().orElseThrow()));
        assertThat(tree.inOrder()).isEqualTo(List.copyOf(naive.order.values()));
        for (Map.Entry<Position, PeerId> entry : naive.order.entrySet()) {
            Position position = entry.getKey();
            PeerId peer = entry.getValue();
            assertThat(tree.at(position)).contains(peer);
            assertThat(tree.isRemovable(peer)).as("%s", position).isEqualTo(naive.removable(position));
            assertThat(tree.links(peer)).isEqualTo(naive.links(position));
            assertThat(List.of(tree.ringBefore(peer), tree.ringAfter(peer))).isEqualTo(naive.ring(position));
            assertThat(tree.holder(tree.range(peer).low())).isEqualTo(peer);
            assertThat(tree.links(peer)).allMatch(other -> tree.links(other).contains(peer));
        }
    }

    @Test
    void findsTheNearestPlaces() {
        Forest forest = new Forest(5).grow(60);
        for (int step = 0; step < 150; step++) {
            next(forest, step % 2 == 0).ifPresent(forest.tree::apply);
            NaiveTree naive = NaiveTree.of(forest.tree);
            PeerId peer = forest.any();
            Position near = forest.tree.position(peer);
            Position place = forest.tree.freePlaceNear(near).orElseThrow();
            assertThat(naive.freePlaces())
                    .contains(place)
                    .noneMatch(other -> naive.peersBetween(near, other) < naive.peersBetween(near, place));
            Optional<PeerId> leaf = forest.tree.removableNear(peer, other -> forest.load(other) < 500);
            int distance = leaf.map(found -> naive.peersBetween(near, forest.tree.position(found)))
                    .orElse(Integer.MAX_VALUE);
            naive.order.forEach((position, other) -> {
                if (naive.removable(position) && forest.load(other) < 500 && !other.equals(peer)) {
                    assertThat(naive.peersBetween(near, position)).isGreaterThanOrEqualTo(distance);
                }
            });
        }
    }
}
