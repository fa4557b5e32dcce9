package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.Zipf;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final Balancer BALANCER = Balancer.forSize(10);
    private static final Zipf ZIPF = new Zipf(1_000_000_000);

    @Test
    void zipfInsertsStayEven() {
        run(200, 100_000, 81);
    }

    @Test
    void comesToRestWhenLoadsStandStill() {
        SplittableRandom random = new SplittableRandom(82);
        Shelves shelves = new Shelves(new Forest(82).grow(100).tree, Balancer.forSize(100));
        for (int i = 0; i < 20_000; i++) {
            shelves.insert(ZIPF.next(random) * 1024 + random.nextInt(1024));
        }
        double squares = shelves.sumOfSquares();
        int steps = 0;
        while (shelves.balance()) {
            assertThat(shelves.sumOfSquares()).isLessThan(squares);
            squares = shelves.sumOfSquares();
            steps++;
        }
        assertThat(steps).isBetween(50, 500);
        assertThat(shelves.maxOverMean()).isLessThanOrEqualTo(2.2);
    }

    @Test
    void theAdjacentNeighbourIsTheFirstChoice() {
        Tree tree = new Forest(83).grow(5).tree;
        List<PeerId> peers = tree.inOrder();
        Map<PeerId, Long> loads = Map.of(
                peers.get(0), 150L, peers.get(1), 150L, peers.get(2), 400L, peers.get(3), 80L, peers.get(4), 150L);
        assertThat(BALANCER.advise(tree, loads::get, peer -> true))
                .contains(new Balancer.ShiftBorder(peers.get(2), peers.get(3), peers.get(2), 0.4));
        assertThat(BALANCER.advise(tree, loads::get, peer -> !peer.equals(peers.get(2))))
                .isEmpty();
    }

    @Test
    void aFarLightPeerComesIfTheNeighboursAreHeavyToo() {
        Tree tree = new Forest(84).grow(10).tree;
        List<PeerId> peers = tree.inOrder();
        ToLongFunction<PeerId> load = peer -> peers.indexOf(peer) < 3 ? 1000 : 10;
        Balancer.Advice advice = BALANCER.advise(tree, load, peer -> true).orElseThrow();
        assertThat(advice).isInstanceOf(Balancer.Relocate.class);
        Balancer.Relocate relocate = (Balancer.Relocate) advice;
        assertThat(peers.indexOf(relocate.heavy())).isLessThan(3);
        assertThat(peers.indexOf(relocate.light())).isGreaterThan(2);
    }

    @Test
    void isSilentWhileLoadsAreEvenOrSmall() {
        Tree tree = new Forest(85).grow(10).tree;
        List<PeerId> peers = tree.inOrder();
        assertThat(BALANCER.advise(tree, peer -> peers.indexOf(peer) == 4 ? 190 : 100, peer -> true))
                .isEmpty();
        assertThat(BALANCER.advise(tree, peer -> peers.indexOf(peer) == 4 ? 32 : 0, peer -> true))
                .isEmpty();
        assertThat(BALANCER.advise(new Tree(), peer -> 0, peer -> true)).isEmpty();
    }

    private static void run(int peers, int inserts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shelves shelves = new Shelves(new Forest(seed).grow(peers).tree, Balancer.forSize(peers));
        int half = 0;
        double worst = 0;
        for (int i = 1; i <= inserts; i++) {
            shelves.insert(ZIPF.next(random) * 1024 + random.nextInt(peers));
            if (i % 100 == 0) {
                shelves.balance();
            }
            if (i == inserts / 2) {
                half = shelves.shifts + shelves.relocations;
            }
            if (i > inserts / 2 && i % 1000 == 0) {
                worst = Math.max(worst, shelves.maxOverMean());
            }
        }
        int all = shelves.shifts + shelves.relocations;
        System.out.printf(
                "%,d peers, %,d inserts: max/mean %.2f (worst of the last half %.2f), %d border shifts, %d relocations"
                        + " that moved %.1f others, %.0f touched; one operation per %d inserts in the last half%n",
                peers,
                inserts,
                shelves.maxOverMean(),
                worst,
                shelves.shifts,
                shelves.relocations,
                (double) shelves.moved / shelves.relocations,
                (double) shelves.touched / all,
                inserts / 2 / Math.max(1, all - half));
        NaiveTree.of(shelves.tree).checkInvariants();
        assertThat(shelves.maxOverMean()).isLessThanOrEqualTo(3);
        assertThat(worst).isLessThanOrEqualTo(3);
        assertThat(all - half).isLessThanOrEqualTo(inserts / 2 / 100);
    }

    /** By hand, at full size: number of peers; 1,000 inserts for each. */
    public static void main(String[] arguments) {
        int peers = Integer.parseInt(arguments[0]);
        run(peers, 1000 * peers, 1);
    }
}
