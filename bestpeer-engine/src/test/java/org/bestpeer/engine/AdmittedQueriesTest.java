package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.bestpeer.engine.OwnersWorld.SESSION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.admission.AdmissionLimits;
import org.bestpeer.engine.admission.AdmissionTexts;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.MemoryPool;
import org.bestpeer.engine.exec.SpillArea;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.progress.QueryRegistry;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RunState;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that wait for their turn, and those that keep or give up their place. */
class AdmittedQueriesTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final String ALL = "select n from t";
    private static final int ROWS = 5000;

    private final OwnersWorld world = new OwnersWorld();
    private final MemoryPool memory = new MemoryPool(64 << 20);

    @BeforeEach
    void share() {
        world.table("t", TableKind.PARTITIONED, List.of(new Field("n", DataType.INTEGER)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        IntStream.range(0, ROWS).forEach(n -> rows.add(List.of(n)));
        world.share("t", OwnersWorld.site(1), rows);
    }

    private Engine engine(int running, int queued, Duration idle) {
        world.statements = new Statements(
                new QueryRegistry("p1", 100),
                new Admission(
                        new AdmissionLimits(running, running, queued, queued, idle),
                        new AdmissionTexts("this peer", "statements", "user", "all", "each", "queue")),
                () -> new Workspace(64 << 20, memory, SpillArea.OFF),
                Optional.empty());
        return world.engine();
    }

    private static RowCursor cursor(Engine engine, Session session, String sql) {
        return engine.execute(session, engine.prepare(session, sql), List.of());
    }

    private static RowCursor begun(Engine engine) {
        RowCursor cursor = cursor(engine, SESSION, ALL);
        assertThat(cursor.next()).isNotNull();
        return cursor;
    }

    private CompletableFuture<List<String>> asking(Engine engine) {
        return CompletableFuture.supplyAsync(() -> world.rows(engine, ALL));
    }

    private int waiting() {
        return world.statements.admission().waiting();
    }

    private List<RunState> states(Engine engine) {
        return engine.queries().list().stream().map(QuerySnapshot::state).toList();
    }

    private void assertNothingIsLeft() {
        assertThat(world.open).isZero();
        assertThat(world.statements.open().size()).isZero();
        assertThat(world.statements.admission().running()).isZero();
        assertThat(waiting()).isZero();
        assertThat(memory.reserved()).isZero();
    }

    @Test
    void aStatementWaitsForItsTurnAndIsSeenToWait() throws Exception {
        Engine engine = engine(1, 5, NEVER);
        RowCursor first = begun(engine);
        CompletableFuture<List<String>> second = asking(engine);
        await().until(() -> waiting() == 1);

        assertThat(states(engine)).containsExactly(RunState.RUNNING, RunState.WAITING);
        first.close();

        assertThat(second.get(10, TimeUnit.SECONDS)).hasSize(ROWS);
        assertNothingIsLeft();
    }

    @Test
    void whatFindsTheQueueFullIsRefusedAndListedAsFailed() {
        Engine engine = engine(1, 0, NEVER);
        try (RowCursor first = begun(engine)) {
            assertThat(first.fields()).hasSize(1);
            assertThatThrownBy(() -> world.rows(engine, ALL))
                    .hasMessageContaining("this peer is overloaded: 0 statements of user ann wait already")
                    .isInstanceOfSatisfying(
                            BestPeerException.class,
                            e -> assertThat(e.code().sqlState()).isEqualTo("53300"));
        }
        assertThat(states(engine)).containsExactly(RunState.FAILED, RunState.FINISHED);
        assertNothingIsLeft();
    }

    @Test
    void whatReadsNoSharedTableDoesNotWait() {
        Engine engine = engine(1, 0, NEVER);
        try (RowCursor first = begun(engine)) {
            assertThat(first.fields()).hasSize(1);
            assertThat(world.rows(engine, "select 1")).containsExactly("1");
        }
        assertNothingIsLeft();
    }

    @Test
    void aCursorThatNobodyReadsDoesNotKeepOthersWaitingAndGoesOnLater() throws Exception {
        Engine engine = engine(1, 5, Duration.ofMillis(10));
        RowCursor idle = cursor(engine, SESSION, ALL);
        int rows = Objects.requireNonNull(idle.next()).rows();

        assertThat(asking(engine).get(10, TimeUnit.SECONDS)).hasSize(ROWS);

        for (var batch = idle.next(); batch != null; batch = idle.next()) {
            rows += batch.rows();
        }
        idle.close();
        assertThat(rows).isEqualTo(ROWS);
        assertNothingIsLeft();
    }

    @Test
    void waitingCountsAgainstTheTimeLimit() {
        Engine engine = engine(1, 5, NEVER);
        Session hasty = new Session(SESSION.principal(), SESSION.timeZone(), Duration.ofMillis(30));
        try (RowCursor first = begun(engine);
                RowCursor late = cursor(engine, hasty, ALL)) {
            assertThat(first.fields()).hasSize(1);
            assertThatThrownBy(late::next)
                    .isInstanceOfSatisfying(
                            BestPeerException.class,
                            e -> assertThat(e.code().sqlState()).isEqualTo("HYT00"))
                    .hasMessageContaining("no turn came at this peer within the time limit");
        }
        assertNothingIsLeft();
    }

    @Test
    void aCancelledStatementWaitsNoLonger() {
        Engine engine = engine(1, 5, NEVER);
        RowCursor first = begun(engine);
        RowCursor second = cursor(engine, SESSION, ALL);
        CompletableFuture<Void> asked = CompletableFuture.runAsync(second::next);
        await().until(() -> waiting() == 1);

        second.cancel();

        assertThatThrownBy(() -> asked.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the query was cancelled");
        assertThat(states(engine)).containsExactly(RunState.CANCELLED, RunState.RUNNING);
        first.close();
        assertNothingIsLeft();
    }

    @Test
    void aCursorWhoseTimeIsOverIsEndedThoughNobodyReadsIt() {
        Engine engine = engine(1, 5, NEVER);
        Session hasty = new Session(SESSION.principal(), SESSION.timeZone(), Duration.ofMillis(200));
        RowCursor abandoned = cursor(engine, hasty, ALL);
        assertThat(abandoned.next()).isNotNull();

        await().untilAsserted(() -> {
            engine.endExpired();
            assertNothingIsLeft();
        });
        QuerySnapshot last = engine.queries().list().get(0);
        assertThat(last.failure().map(f -> f.code())).isEqualTo(Optional.of(ErrorCode.DEADLINE_EXCEEDED));
        assertThatThrownBy(abandoned::next)
                .hasMessage("the query did not end within its time limit; raise queryTimeout or ask for less");
    }

    @Test
    void changesTakeTurnsToo() {
        Engine engine = engine(1, 0, NEVER);
        try (RowCursor first = begun(engine)) {
            Objects.requireNonNull(first);
            PreparedQuery change = engine.prepare(SESSION, "delete from t where n = 3");
            assertThatThrownBy(() -> engine.change(SESSION, List.of(new Change(change, List.of()))))
                    .hasMessageContaining("overloaded");
        }
        assertNothingIsLeft();
    }
}
