package org.bestpeer.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final long MB = 1 << 20;

    private final MemoryPool pool = new MemoryPool(10 * MB);

    private static void fails(ErrorCode code, String message, ThrowingCallable action) {
        assertThatThrownBy(action)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aWorkspaceHoldsNoMoreThanItsLimit() {
        try (Workspace workspace = new Workspace(2 * MB, pool, SpillArea.OFF)) {
            workspace.hold(2 * MB);
            fails(ErrorCode.LIMIT_EXCEEDED, "more than the 2 MiB", () -> workspace.hold(1));
            assertThat(workspace.tryHold(1)).isFalse();

            workspace.hold(-MB);
            workspace.hold(MB / 2);

            assertThat(workspace.held()).isEqualTo(3 * MB / 2);
            assertThat(workspace.most()).isEqualTo(2 * MB);
            assertThat(pool.reserved()).isEqualTo(3 * MB / 2);
        }
        assertThat(pool.reserved()).isZero();
    }

    @Test
    void allTogetherHoldNoMoreThanThePool() {
        try (Workspace first = new Workspace(8 * MB, pool, SpillArea.OFF);
                Workspace second = new Workspace(8 * MB, pool, SpillArea.OFF)) {
            first.hold(8 * MB);
            fails(ErrorCode.OUT_OF_MEMORY, "use all of the 10 MiB of memory", () -> second.hold(3 * MB));
            second.hold(2 * MB);
            first.release(4 * MB);
            second.hold(4 * MB);
        }
        assertThat(pool.reserved()).isZero();
    }

    @Test
    void aClosedOneTakesAndGivesNothing() {
        Workspace workspace = new Workspace(2 * MB, pool, SpillArea.OFF);
        workspace.hold(MB);
        workspace.close();
        workspace.close();
        workspace.release(MB);

        assertThat(pool.reserved()).isZero();
        fails(ErrorCode.CANCELLED, "over", () -> workspace.hold(1));
    }

    @Test
    void manyThreadsNeverHoldMoreThanThereIs() {
        IntStream.range(0, 8).parallel().forEach(thread -> {
            Random random = new Random(thread);
            try (Workspace workspace = new Workspace(8 * MB, pool, SpillArea.OFF)) {
                for (int i = 0; i < 2000; i++) {
                    long bytes = random.nextInt((int) MB);
                    if (workspace.tryHold(bytes)) {
                        assertThat(pool.reserved()).isLessThanOrEqualTo(pool.limit());
                        workspace.release(random.nextBoolean() ? bytes : 0);
                    }
                }
            }
        });
        assertThat(pool.reserved()).isZero();
    }

    @Test
    void textsAreCountedAsTheyLieOnTheHeap() {
        long latin = bytes("a".repeat(1000));
        long other = bytes("\u4E00".repeat(1000));

        assertThat(latin).isBetween(1000L, 1100L);
        assertThat(other).isBetween(2000L, 2100L);
    }

    private static long bytes(String text) {
        BatchBuilder builder = BatchBuilder.of(List.of(new Field("t", DataType.VARCHAR)));
        builder.append(text);
        return Vectors.estimatedBytes(builder.build());
    }
}
