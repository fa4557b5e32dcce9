package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({"21, 1, 0.5", "22, 2, 0.5", "23, 7, 0.5", "24, 64, 0.1", "25, 200, 0.5", "26, 200, 0.9", "27, 1000, 0.5"
    })
    void repairsOneByOneEndWithAWholeTreeOfTheLiving(long seed, int peers, double share) {
        Forest forest = new Forest(seed).grow(peers);
        for (int round = 0; round < 3; round++) {
            forest.kill(share);
            forest.repairAll();
            assertThat(forest.tree.inOrder()).noneMatch(forest.dead::contains);
            TreeTest.check(forest.tree);
            forest.grow(peers);
        }
    }

    @Test
    void tenThousandPeersAreQuick() {
        long start = cpuTime();
        Forest forest = new Forest(31).grow(10_000);
        long built = cpuTime();
        NaiveTree whole = NaiveTree.of(forest.tree);
        assertThat(whole.height()).isEqualTo(13);

        forest.kill(0.5);
        long killed = cpuTime();
        forest.repairAll();
        long repaired = cpuTime();
        NaiveTree half = NaiveTree.of(forest.tree);
        half.checkInvariants();
        assertThat(half.order.values()).noneMatch(forest.dead::contains);
        System.out.printf(
                "10,000 joins %d ms, %,d repairs %d ms, height %d of %,d%n",
                (built - start) / 1_000_000,
                forest.dead.size(),
                (repaired - killed) / 1_000_000,
                half.height(),
                half.order.size());
        assertThat(built - start).as("loose, for slow machines").isLessThan(5_000_000_000L);
        assertThat(repaired - killed).as("loose, for slow machines").isLessThan(10_000_000_000L);
    }

    /** Of this thread, so that a busy machine does not count. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void fewPeersAreTouched() {
        int peers = 1000;
        Forest forest = new Forest(41).grow(peers);
        double joins = 0;
        double leaves = 0;
        for (int i = 0; i < 500; i++) {
            Change join = forest.join();
            joins += Affected.of(forest.tree, join).touched().size() / 500.0;
            forest.tree.apply(join);
            PeerId leaver = forest.any();
            Optional<Change> leave = forest.leave(leaver);
            leaves += Affected.of(forest.tree, leave.orElseThrow()).touched().size() / 500.0;
            forest.tree.apply(leave.orElseThrow());
        }
        double log = Math.log(peers) / Math.log(2);
        System.out.printf("touched at %d peers: join %.1f, leave %.1f on average%n", peers, joins, leaves);
        assertThat(joins).isLessThanOrEqualTo(4 * log + 12);
        assertThat(leaves).isLessThanOrEqualTo(6 * log + 16);
    }
}
