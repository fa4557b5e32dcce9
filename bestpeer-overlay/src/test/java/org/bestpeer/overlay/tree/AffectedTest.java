package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffectedTest {
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void isWhatAComparisonOfAllPeersShows(long seed) {
        Forest forest = new Forest(seed);
        for (int step = 0; step < 400; step++) {
            Optional<Change> change = TreeTest.next(forest, step / 150 % 2 == 0);
            if (change.isPresent()) {
                check(forest.tree, change.get());
            }
        }
    }

    /** Applies the change too. */
    static void check(Tree tree, Change change) {
        NaiveTree before = NaiveTree.of(tree);
        Affected affected = Affected.of(tree, change);
        Affected atLeast = Affected.atLeast(tree, change);
        assertThat(tree.seats()).isEqualTo(seats(before));
        tree.apply(change);
        NaiveTree after = NaiveTree.of(tree);

        Set<PeerId> all = new TreeSet<>(before.positions().keySet());
        all.addAll(after.positions().keySet());
        Set<PeerId> changed = new TreeSet<>();
        Set<PeerId> core = new TreeSet<>();
        for (PeerId peer : all) {
            if (!seat(before, peer).equals(seat(after, peer))) {
                changed.add(peer);
            }
            if (!seat(before, peer).equals(seat(after, peer))
                    || !ring(before, peer).equals(ring(after, peer))) {
                core.add(peer);
            }
        }
        Set<PeerId> linked = new TreeSet<>();
        for (NaiveTree tree2 : List.of(before, after)) {
            tree2.positions().forEach((peer, position) -> {
                if (tree2.links(position).stream().anyMatch(changed::contains)) {
                    linked.add(peer);
                }
            });
        }
        linked.removeAll(core);
        assertThat(affected.core()).isEqualTo(core);
        assertThat(core).containsAll(atLeast.core());
        assertThat(atLeast.core()).containsAll(changed);
        assertThat(affected.linked()).isEqualTo(linked);
        assertThat(affected.touched()).containsAll(atLeast.linked());
        // Whoever is not touched needs no word: it has the same links, at the same places, with the same ranges.
        for (PeerId peer : all) {
            if (!affected.touched().contains(peer)) {
                assertThat(links(before, peer)).isEqualTo(links(after, peer));
            }
        }
    }

    private static List<Seat> seats(NaiveTree tree) {
        return tree.order.entrySet().stream()
                .map(entry -> new Seat(entry.getValue(), entry.getKey(), tree.range(entry.getValue())))
                .toList();
    }

    private static Seat seat(NaiveTree tree, PeerId peer) {
        return new Seat(peer, tree.positions().get(peer), tree.range(peer));
    }

    private static List<Object> ring(NaiveTree tree, PeerId peer) {
        Map<PeerId, Position> positions = tree.positions();
        if (!positions.containsKey(peer)) {
            return List.of();
        }
        List<PeerId> ring = tree.ring(positions.get(peer));
        return List.of(ring, tree.range(ring.get(0)), tree.range(ring.get(1)));
    }

    private static List<Seat> links(NaiveTree tree, PeerId peer) {
        return tree.links(tree.positions().get(peer)).stream()
                .map(link -> seat(tree, link))
                .toList();
    }
}
