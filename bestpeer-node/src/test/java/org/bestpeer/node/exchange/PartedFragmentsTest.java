package org.bestpeer.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.PartedRows;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class PartedFragmentsTest {
    private static final PartedFragments.Key KEY = new PartedFragments.Key("home-1", "query", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PartedFragments fragments = new PartedFragments();
    private final PartedRows rows = new PartedRows(
            List.of(new Field("k", DataType.INTEGER)),
            new Partitioning(List.of(0), List.of(DataType.INTEGER)),
            2,
            1 << 10,
            () -> Workspace.of(1 << 20));

    private void begin() {
        fragments.begin(KEY, new PartedFragments.Parted(List.of("a-1", "b-1"), rows));
    }

    private PartedRows await(int part, String receiver) {
        return fragments.await(KEY, part, receiver, PATIENCE, () -> false);
    }

    private static void assertRefused(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(BestPeerException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void givesEachPartToItsReceiverAlone() {
        begin();

        assertThat(await(0, "a-1")).isSameAs(rows);
        assertThat(await(1, "b-1")).isSameAs(rows);
        assertRefused(() -> await(0, "b-1"), ErrorCode.ACCESS_DENIED);
        assertRefused(() -> await(2, "b-1"), ErrorCode.ACCESS_DENIED);
        assertRefused(() -> await(-1, "a-1"), ErrorCode.ACCESS_DENIED);
        assertRefused(this::begin, ErrorCode.INVALID_STATEMENT);
    }

    @Test
    void letsAReceiverBeEarly() throws Exception {
        CompletableFuture<PartedRows> early = CompletableFuture.supplyAsync(() -> await(1, "b-1"));
        begin();

        assertThat(early.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isSameAs(rows);
    }

    @Test
    void endsAWaitThatWasGivenUp() {
        AtomicBoolean givenUp = new AtomicBoolean();
        CompletableFuture<PartedRows> waiting =
                CompletableFuture.supplyAsync(() -> fragments.await(KEY, 0, "a-1", PATIENCE, givenUp::get));
        givenUp.set(true);
        fragments.wake();

        assertThatThrownBy(() -> waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @Test
    void knowsNothingOfAFragmentThatIsOver() {
        begin();
        fragments.end(KEY, rows);

        assertRefused(
                () -> fragments.await(KEY, 0, "a-1", Duration.ofMillis(1), () -> false), ErrorCode.DEADLINE_EXCEEDED);
    }
}
