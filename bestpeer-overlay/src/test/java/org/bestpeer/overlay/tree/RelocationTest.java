package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelocationTest {
    @ParameterizedTest
    @CsvSource({
        "51, 3", "52, 4", "53, 5", "54, 7", "55, 8", "56, 12", "57, 31", "58, 40", "59, 100", "60, 127", "61, 200"
    })
    void keepsOrderAndRangesOfTheShifted(long seed, int peers) {
        Forest forest = new Forest(seed).grow(peers);
        for (int i = 0; i < 100; i++) {
            PeerId light = forest.any();
            PeerId heavy = forest.any();
            Side side = i % 2 == 0 ? Side.LEFT : Side.RIGHT;
            Tree tree = forest.tree;
            Key cut = forest.cut(tree.range(heavy));
            Optional<Change> change =
                    Plans.relocate(tree, light, heavy, side, cut, peers, forest::load, forest::usable);
            boolean neighbours = light.equals(heavy)
                    || tree.before(heavy).equals(Optional.of(light))
                    || tree.after(heavy).equals(Optional.of(light));
            assertThat(change.isEmpty()).isEqualTo(neighbours);
            if (change.isPresent()) {
                check(forest, change.get(), light, heavy, side);
            }
        }
    }

    private static void check(Forest forest, Change change, PeerId light, PeerId heavy, Side side) {
        Tree tree = forest.tree;
        List<PeerId> expected = new ArrayList<>(tree.inOrder());
        expected.remove(light);
        expected.add(expected.indexOf(heavy) + (side == Side.LEFT ? 0 : 1), light);
        List<Seat> before = tree.seats();
        KeyRange split = tree.range(heavy);

        tree.apply(change);

        TreeTest.check(tree);
        assertThat(tree.inOrder()).isEqualTo(expected);
        assertThat(Ranges.union(tree.range(light), tree.range(heavy))).isEqualTo(split);
        Set<PeerId> others = new TreeSet<>();
        for (Seat seat : before) {
            if (!tree.range(seat.peer()).equals(seat.range())) {
                others.add(seat.peer());
            }
        }
        others.removeAll(List.of(light, heavy));
        assertThat(others).as("the heir of the light one").hasSize(1);
    }

    @Test
    void movesNoMoreThanAllowedAndOnlyUsablePeers() {
        Forest forest = new Forest(71).grow(70);
        forest.kill(0.1);
        int done = 0;
        for (int i = 0; i < 200; i++) {
            List<Seat> before = forest.tree.seats();
            Optional<Change> change = forest.relocate(5);
            if (change.isPresent()) {
                done++;
                Set<PeerId> moved = new TreeSet<>();
                for (Seat seat : change.get().seats()) {
                    if (!Objects.equals(
                            seat.position(), forest.tree.seat(seat.peer()).position())) {
                        moved.add(seat.peer());
                    }
                }
                assertThat(moved).hasSizeLessThanOrEqualTo(6);
                assertThat(moved.stream().filter(forest.dead::contains)).hasSizeLessThanOrEqualTo(1);
                AffectedTest.check(forest.tree, change.get());
                TreeTest.check(forest.tree);
            } else {
                assertThat(forest.tree.seats()).isEqualTo(before);
            }
        }
        assertThat(done).isGreaterThan(20);
    }
}
