package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RunState;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final Site NORTH = new Site("north-1", "north");
    private static final Site SOUTH = new Site("south-1", "south");
    private static final Session SESSION =
            new Session(new Principal("shop", "north", "ann"), ZoneId.of("UTC"), Duration.ofSeconds(30));

    private final World world = new World();
    private final Engine engine = new Engine(
            TpchFixture::catalog,
            TpchFixture.statistics(),
            world,
            world::open,
            world::run,
            new Engine.Environment(world.clock(), new Random(1), PlanRules.FETCH_ONLY));

    private RowCursor execute(String sql, Object... parameters) {
        return engine.execute(SESSION, engine.prepare(SESSION, sql), List.of(parameters));
    }

    private static List<Object> drain(RowCursor cursor) {
        List<Object> values = new ArrayList<>();
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            for (int row = 0; row < batch.rows(); row++) {
                values.add(batch.columns().get(0).get(row));
            }
        }
        return values;
    }

    @Test
    void bringsTheRowsOfAllOwners() {
        world.owners = List.of(NORTH, SOUTH);

        assertThat(drain(execute("select o_comment from orders"))).containsExactly("of north-1", "of south-1");
        assertThat(world.tasks).hasSize(2).allSatisfy(task -> {
            assertThat(task.principal()).isEqualTo(SESSION.principal());
            assertThat(task.tables()).containsExactly("orders");
            assertThat(task.loadVersions()).containsEntry("orders", 1L);
            assertThat(task.deadline()).isEqualTo(world.now.plusSeconds(30));
        });
        assertThat(world.tasks.get(0).queryId())
                .hasSize(32)
                .isEqualTo(world.tasks.get(1).queryId());
        assertThat(world.openStreams).isZero();
    }

    @Test
    void locatesByTheBoundValue() {
        drain(execute("select o_comment from orders where o_orderkey = ?", 42L));
        drain(execute("select o_comment from orders where o_orderkey = ?", 43L));

        assertThat(world.requests)
                .extracting(r -> r.get(0).ranges().get(0).low())
                .containsExactly(42L, 43L);
    }

    @Test
    void plansAgainWhenAnOwnerIsStale() {
        world.failures.add(ErrorCode.STALE);
        world.failures.add(ErrorCode.STALE);

        assertThat(drain(execute("select o_comment from orders"))).containsExactly("of north-1");
        assertThat(world.requests).hasSize(3);
        assertThat(world.invalidated).containsExactly("orders", "orders");
        assertThat(world.tasks.get(2).loadVersions()).containsEntry("orders", 3L);
        assertThat(world.openStreams).isZero();
    }

    @Test
    void givesUpWhenOwnersStayStale() {
        for (int i = 0; i < 10; i++) {
            world.failures.add(ErrorCode.STALE);
        }

        RowCursor cursor = execute("select o_comment from orders");

        assertThat(catchThrowableOfType(BestPeerException.class, cursor::next).code())
                .isEqualTo(ErrorCode.STALE);
        assertThat(world.requests).hasSize(5);
        assertThat(world.openStreams).isZero();
    }

    @Test
    void doesNotRepeatRowsThatHaveLeft() {
        world.owners = List.of(NORTH, SOUTH);
        world.failSecondOwner = true;
        RowCursor cursor = execute("select o_comment from orders");

        assertThat(cursor.next()).isNotNull();
        assertThat(catchThrowableOfType(BestPeerException.class, cursor::next).code())
                .isEqualTo(ErrorCode.STALE);
        assertThat(world.requests).hasSize(1);
        assertThat(world.openStreams).isZero();
    }

    @Test
    void closesTheOtherStreamsWhenOneFails() {
        world.owners = List.of(NORTH, SOUTH);
        world.failures.add(ErrorCode.OWNER_UNREACHABLE);
        RowCursor cursor = execute("select o_comment from orders");

        assertThat(catchThrowableOfType(BestPeerException.class, cursor::next).code())
                .isEqualTo(ErrorCode.OWNER_UNREACHABLE);
        assertThat(world.invalidated).containsExactly("orders");
        assertThat(world.openStreams).isZero();
    }

    @Test
    void stopsWhenCancelled() {
        world.owners = List.of(NORTH, SOUTH);
        RowCursor cursor = execute("select o_comment from orders");
        assertThat(cursor.next()).isNotNull();

        cursor.cancel();

        assertThat(catchThrowableOfType(BestPeerException.class, cursor::next).code())
                .isEqualTo(ErrorCode.CANCELLED);
        assertThat(world.openStreams).isZero();
    }

    @Test
    void stopsAtItsDeadline() {
        RowCursor cursor = execute("select o_comment from orders");
        world.now = world.now.plusSeconds(31);

        assertThat(catchThrowableOfType(BestPeerException.class, cursor::next).code())
                .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void explainsWithoutRunning() {
        List<Object> lines = drain(execute("explain plan for select o_comment from orders where o_orderkey = 5"));

        assertThat(lines).contains("fragment 0 at north (north-1)");
        assertThat(lines.toString()).contains("FROM orders").contains("o_orderkey = 5");
        assertThat(world.tasks).isEmpty();
        assertThat(engine.prepare(SESSION, "explain select 1").fields())
                .containsExactly(new Field("plan", DataType.VARCHAR));
    }

    @Test
    void analysesByRunning() {
        world.owners = List.of(NORTH, SOUTH);
        world.failures.add(ErrorCode.STALE);

        List<Object> lines = drain(execute("explain analyze select o_comment from orders where o_orderkey = ?", 5L));

        assertThat(world.requests).hasSize(2);
        assertThat(world.openStreams).isZero();
        assertThat(lines)
                .contains("fragment 0 at north (north-1), south (south-1)")
                .contains("result: 2 rows", "attempts: 2", "  given up: as asked")
                .contains("owners asked: 2, north (north-1), south (south-1)")
                .anySatisfy(line -> assertThat((String) line)
                        .startsWith("  sends about ")
                        .endsWith(" to here; actually 2 rows, 0 bytes"))
                .anySatisfy(line -> assertThat((String) line).startsWith("  south (south-1): 1 rows, 0 bytes, asked"));
        assertThat(engine.queries().list()).singleElement().satisfies(query -> {
            assertThat(query.rows()).isEqualTo(2);
            assertThat(query.attempts()).isEqualTo(2);
            assertThat(query.sql()).startsWith("explain analyze");
        });
    }

    @Test
    void analysesWithTheErrorsDeadlineAndCancelOfTheQuery() {
        world.failures.add(ErrorCode.OWNER_UNREACHABLE);
        RowCursor failing = execute("explain analyze select o_comment from orders");
        assertThat(catchThrowableOfType(BestPeerException.class, failing::next).code())
                .isEqualTo(ErrorCode.OWNER_UNREACHABLE);

        RowCursor late = execute("explain analyze select o_comment from orders");
        world.now = world.now.plusSeconds(31);
        assertThat(catchThrowableOfType(BestPeerException.class, late::next).code())
                .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);

        RowCursor cancelled = execute("explain analyze select o_comment from orders");
        cancelled.cancel();
        assertThat(catchThrowableOfType(BestPeerException.class, cancelled::next)
                        .code())
                .isEqualTo(ErrorCode.CANCELLED);

        assertThat(engine.queries().list())
                .extracting(QuerySnapshot::state)
                .containsExactly(RunState.FAILED, RunState.FAILED, RunState.CANCELLED);
        assertThat(world.openStreams).isZero();
    }

    @Test
    void answersWithoutTablesWithoutOwners() {
        assertThat(drain(execute("values ('here')"))).containsExactly("here");
        assertThat(world.requests).isEmpty();
    }

    @Test
    void refusesTheWrongNumberOfParameters() {
        PreparedQuery query = engine.prepare(SESSION, "select o_comment from orders where o_orderkey = ?");

        assertThat(query.parameters()).containsExactly(DataType.BIGINT);
        assertThat(catchThrowableOfType(BestPeerException.class, () -> engine.execute(SESSION, query, List.of()))
                        .code())
                .isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    /** Owners that answer with their name, and a coordinator that runs no more than a receive or constants. */
    private static final class World implements SiteLocator {
        private volatile Instant now = Instant.EPOCH;
        private final List<List<ScanRequest>> requests = new ArrayList<>();
        private final List<String> invalidated = new ArrayList<>();
        private final List<FragmentTask> tasks = new ArrayList<>();
        private final Deque<ErrorCode> failures = new ArrayDeque<>();
        private List<Site> owners = List.of(NORTH);
        private boolean failSecondOwner;
        private int openStreams;

        Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }

        @Override
        public List<Placement> locate(List<ScanRequest> scans, Duration timeout) {
            requests.add(scans);
            long version = requests.size();
            return scans.stream()
                    .map(s -> new Placement(
                            owners.stream()
                                    .map(o -> new Partition(o, version, TpchFixture.statisticsOf(s.table())))
                                    .toList(),
                            List.of()))
                    .toList();
        }

        @Override
        public void invalidate(List<String> tables) {
            invalidated.addAll(tables);
        }

        BatchStream open(FragmentTask task, Traffic traffic) {
            tasks.add(task);
            Optional<ErrorCode> failure = failSecondOwner
                    ? Optional.of(ErrorCode.STALE).filter(x -> task.site().equals(SOUTH))
                    : Optional.ofNullable(failures.poll());
            return new Rows(task.plan().fields(), List.of("of " + task.site().peer()), failure);
        }

        BatchStream run(Operator residual, IntFunction<BatchStream> receives, Workspace workspace) {
            if (residual instanceof Operator.Receive receive) {
                return receives.apply(receive.exchange());
            }
            List<Object> values = ((Operator.Values) residual)
                    .rows().stream()
                            .map(r -> ((Scalar.Literal) r.get(0)).value())
                            .toList();
            return new Rows(residual.fields(), values, Optional.empty());
        }

        private final class Rows implements BatchStream {
            private final List<Field> fields;
            private final Optional<ErrorCode> failure;
            private List<Object> left;
            private boolean closed;

            Rows(List<Field> fields, List<Object> values, Optional<ErrorCode> failure) {
                this.fields = fields;
                this.left = values;
                this.failure = failure;
                openStreams++;
            }

            @Override
            public List<Field> fields() {
                return fields;
            }

            @Override
            public @Nullable Batch next() {
                if (failure.isPresent()) {
                    throw new BestPeerException(failure.get(), "as asked");
                }
                List<Object> values = left;
                left = List.of();
                return values.isEmpty()
                        ? null
                        : new Batch(
                                values.size(), List.of(new Column(fields.get(0).type(), values)));
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    openStreams--;
                }
            }
        }

        private record Column(DataType type, List<Object> values) implements Vector {
            @Override
            public int size() {
                return values.size();
            }

            @Override
            public boolean isNull(int row) {
                return false;
            }

            @Override
            public Object get(int row) {
                return values.get(row);
            }
        }
    }
}
