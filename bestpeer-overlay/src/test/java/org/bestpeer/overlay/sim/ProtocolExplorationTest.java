package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.bestpeer.overlay.sim.explore.Bounds;
import org.bestpeer.overlay.sim.explore.Exploration.End;
import org.junit.jupiter.api.Test;

/** A slice of what {@code benchmarks/run explore} goes through. */
class ProtocolExplorationTest {
    private static final int ALL = 2_000_000;
    private static final int SOME = 40_000;

    private static ProtocolExploration.Findings explore(int nodes, ProtocolExploration.Changes changes, Bounds bounds) {
        ProtocolExploration.Findings found = ProtocolExploration.of(nodes).explore(changes, bounds);
        assertThat(found.exploration().violation())
                .as(found.exploration().toString())
                .isEmpty();
        return found;
    }

    @Test
    void aLeaveIsRightInEveryOrderOfMessages() {
        ProtocolExploration.Findings found =
                explore(4, new ProtocolExploration.Changes(false, true, false), new Bounds(0, false, 0, 0, 0, ALL));
        assertThat(found.exploration().end()).isEqualTo(End.FIXPOINT);
        assertThat(found.whole()).isPositive();
    }

    @Test
    void aRepairIsRightInEveryOrderOfMessages() {
        ProtocolExploration.Findings found =
                explore(4, new ProtocolExploration.Changes(false, false, true), new Bounds(0, false, 0, 0, 0, ALL));
        assertThat(found.exploration().end()).isEqualTo(End.FIXPOINT);
        assertThat(found.whole()).isPositive();
    }

    @Test
    void threeChangesAtOnceWithACrashAndADuplicateBreakNothing() {
        explore(5, ProtocolExploration.Changes.ALL, new Bounds(1, true, 1, 0, 2, SOME));
    }

    @Test
    void statesWithTheSameHashBehaveTheSame() {
        ProtocolExploration.Findings found = ProtocolExploration.of(4)
                .explore(new ProtocolExploration.Changes(false, false, true), new Bounds(0, false, 0, 0, 0, ALL), true);
        assertThat(found.exploration().end()).isEqualTo(End.FIXPOINT);
    }
}
