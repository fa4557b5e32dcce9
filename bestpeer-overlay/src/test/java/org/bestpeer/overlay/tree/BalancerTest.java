package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BalancerTest {
    @Test
    void zipfInsertsStayEven() {
        run(200, 100_000, 81, Balancer.USUAL);
    }

    private static void run(int peers, int inserts, long seed, Balancer balancer) {
        SplittableRandom random = new SplittableRandom(seed);
        Shelves shelves = new Shelves(new Forest(seed).grow(peers).tree, balancer);
        int half = 0;
        double worst = 0;
        for (int i = 1; i <= inserts; i++) {
            shelves.insert(Shelves.zipf(random) * 1024 + random.nextInt(peers));
            if (i % 50 == 0) {
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
        System.out.println(shelves.history);
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

    public static void main(String[] arguments) {
        int peers = Integer.parseInt(arguments[0]);
        double trigger = Double.parseDouble(arguments[1]);
        run(peers, 1000 * peers, 1, new Balancer(trigger, 1.25, 32, Integer.parseInt(arguments[2])));
    }
}
