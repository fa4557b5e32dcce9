package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.FragmentSnapshot;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RunState;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that may do without owners that are gone: the rest and the names, or an error; never less than that. */
class PartialResultsTest {
    private static final Session PARTIAL =
            new Session(OwnersWorld.SESSION.principal(), ZoneId.of("UTC"), Duration.ofSeconds(30), true);
    private static final List<Field> FIELDS = List.of(
            OwnersWorld.field("k", DataType.BIGINT),
            OwnersWorld.field("n", DataType.INTEGER),
            OwnersWorld.field("t", DataType.varchar(20)));
    private static final int OWNERS = 9;
    private static final String ALL = "select t from a";
    private static final String SORTED = "select t from a order by t";

    private final OwnersWorld world = world(OWNERS);

    private static OwnersWorld world(int owners) {
        OwnersWorld world = new OwnersWorld();
        world.rules = new PlanRules(CostParameters.BYTES_ONLY, (company, table, owner) -> true);
        for (String table : List.of("a", "b")) {
            world.table(table, TableKind.PARTITIONED, FIELDS);
        }
        world.table("r", TableKind.REFERENCE, FIELDS);
        world.share("r", OwnersWorld.site(1), List.of(Arrays.asList(1L, 1, "r1")));
        for (int i = 0; i < OWNERS * 20; i++) {
            // The last owners share nothing in a world with fewer of them.
            if (i % OWNERS < owners) {
                world.share("a", OwnersWorld.site(i % OWNERS), List.of(Arrays.asList((long) i, i % 4, "a" + i)));
                world.share("b", OwnersWorld.site(i % OWNERS), List.of(Arrays.asList((long) i / 2, i, "b" + i)));
            }
        }
        return world;
    }

    private Engine engine;

    @BeforeEach
    void start() {
        engine = world.engine();
    }

    /** Rows as texts, and whom they lack. */
    private record Result(List<String> rows, List<MissingOwner> missing) {}

    private Result run(String sql) {
        return run(PARTIAL, sql);
    }

    private Result run(Session session, String sql) {
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = engine.execute(session, engine.prepare(session, sql), List.of())) {
            Batch batch = cursor.next();
            List<MissingOwner> missing = cursor.missing();
            for (; batch != null; batch = cursor.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    int at = row;
                    rows.add(batch.columns().stream()
                            .map(c -> String.valueOf(c.get(at)))
                            .collect(Collectors.joining("|")));
                }
            }
            assertThat(cursor.missing()).isEqualTo(missing);
            return new Result(rows, missing);
        } finally {
            assertThat(world.open).isZero();
        }
    }

    private BestPeerException failure(Session session, String sql) {
        return catchThrowableOfType(BestPeerException.class, () -> run(session, sql));
    }

    private static List<String> rowsWithout(Integer... owners) {
        List<Integer> missing = List.of(owners);
        return IntStream.range(0, OWNERS * 20)
                .filter(i -> !missing.contains(i % OWNERS))
                .mapToObj(i -> "a" + i)
                .toList();
    }

    private static MissingOwner missing(int owner, String... tables) {
        Site site = OwnersWorld.site(owner);
        return new MissingOwner(site.company(), Optional.of(site.peer()), List.of(tables));
    }

    private QuerySnapshot last() {
        List<QuerySnapshot> queries = engine.queries().list();
        return queries.get(queries.size() - 1);
    }

    @Test
    void nobodyIsMissingWhereAllAnswer() {
        Result result = run(ALL);

        assertThat(result.rows()).containsExactlyInAnyOrderElementsOf(rowsWithout());
        assertThat(result.missing()).isEmpty();
        assertThat(last().attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void whoeverDoesNotAnswerIsLeftOutHoweverLateItWouldBeRead(int owner) {
        world.gone.add(OwnersWorld.site(owner));

        Result result = run(ALL);

        assertThat(result.rows()).containsExactlyInAnyOrderElementsOf(rowsWithout(owner));
        assertThat(result.missing()).containsExactly(missing(owner, "a"));
        assertThat(last().missing()).containsExactly(missing(owner, "a"));
        assertThat(last().state()).isEqualTo(RunState.FINISHED);
        assertThat(last().fragments())
                .filteredOn(f -> f.state() == RunState.FAILED)
                .extracting(FragmentSnapshot::site)
                .containsExactly(OwnersWorld.site(owner));
    }

    @Test
    void whoeverTheIndexHasLostIsLeftOut() {
        world.lost.add("c4");

        Result result = run(ALL);

        assertThat(result.rows()).containsExactlyInAnyOrderElementsOf(rowsWithout(4));
        assertThat(result.missing()).containsExactly(new MissingOwner("c4", Optional.empty(), List.of("a")));
        assertThat(last().attempts()).isEqualTo(1);
    }

    @Test
    void whoeverDiesBeforeTheFirstRowLeavesIsLeftOut() {
        world.dying.add(OwnersWorld.site(8));

        assertThat(run(SORTED).rows()).containsExactlyInAnyOrderElementsOf(rowsWithout(8));
    }

    @Test
    void whoeverDiesAfterTheFirstRowIsAnError() {
        world.dying.add(OwnersWorld.site(8));
        try (RowCursor cursor = engine.execute(PARTIAL, engine.prepare(PARTIAL, ALL), List.of())) {
            assertThat(cursor.next()).isNotNull();
            BestPeerException failure = catchThrowableOfType(BestPeerException.class, () -> {
                while (cursor.next() != null) {
                    assertThat(cursor.missing()).isEmpty();
                }
            });
            assertThat(failure.code()).isEqualTo(ErrorCode.OWNER_UNREACHABLE);
            assertThat(failure.missing()).containsExactly(missing(8, "a"));
        }
        assertThat(last().state()).isEqualTo(RunState.FAILED);
        assertThat(last().missing()).isEmpty();
    }

    @Test
    void moreMayBeGoneThanStaleAnswersAreForgiven() {
        IntStream.range(1, OWNERS).mapToObj(OwnersWorld::site).forEach(world.gone::add);

        Result result = run(ALL);

        assertThat(result.rows()).hasSize(20).contains("a0", "a9");
        assertThat(result.missing()).hasSize(OWNERS - 1);
        assertThat(last().attempts()).isEqualTo(OWNERS);
    }

    @Test
    void aTableOfWhichNobodyIsLeftIsAnError() {
        IntStream.range(0, OWNERS - 1).mapToObj(OwnersWorld::site).forEach(world.gone::add);
        world.lost.add("c8");

        BestPeerException failure = failure(PARTIAL, ALL);

        assertThat(failure.code()).isEqualTo(ErrorCode.OWNER_UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("none of the owners of table a can be asked")
                .hasMessageContaining("company c8")
                .hasMessageContaining("company c0 (peer p0)");
    }

    @Test
    void aReferenceTableIsServedByAnyCopyOrNotAtAll() {
        world.gone.add(OwnersWorld.site(1));
        assertThat(failure(PARTIAL, "select t from r")).hasMessageContaining("none of the owners of table r");

        world.share("r", OwnersWorld.site(2), List.of(Arrays.asList(1L, 1, "r1")));
        Result copy = run("select t from r");
        assertThat(copy.rows()).containsExactly("r1");
        assertThat(copy.missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a.t, b.t from a join b on a.k = b.k where a.n = 3",
                "select a.t, b.t from a left join b on a.k = b.k and b.n < 30",
                "select n, count(*), min(t) from a group by n",
                "select t from a where k not in (select k from b)",
                "select t from a union all select t from b where n < 50",
                "select a.t, r.t from a, r where a.k < 20"
            })
    void theAnswerIsThatOfANetworkWithoutThem(String sql) {
        OwnersWorld smaller = world(OWNERS - 2);
        world.gone.add(OwnersWorld.site(7));
        world.lost.add("c8");

        Result result = run(sql);

        assertThat(result.rows()).containsExactlyInAnyOrderElementsOf(smaller.rows(smaller.engine(), sql));
        assertThat(result.missing()).extracting(MissingOwner::company).containsExactly("c7", "c8");
    }

    @Test
    void withoutTheWishEverythingIsAnError() {
        world.gone.add(OwnersWorld.site(3));
        assertThat(failure(OwnersWorld.SESSION, SORTED).code()).isEqualTo(ErrorCode.OWNER_UNREACHABLE);
        assertThat(last().attempts()).isEqualTo(1);

        world.gone.clear();
        world.lost.add("c3");
        BestPeerException lost = failure(OwnersWorld.SESSION, SORTED);
        assertThat(lost.code()).isEqualTo(ErrorCode.OWNER_MISSING);
        assertThat(lost).hasMessageContaining("table a: company c3 shares it but is not in the index");
        assertThat(lost.missing()).containsExactly(new MissingOwner("c3", Optional.empty(), List.of("a")));
    }

    @Test
    void changesOfRowsNeverDoWithoutAnybody() {
        PreparedQuery fromAll = engine.prepare(PARTIAL, "insert into b select k, n, t from a");
        PreparedQuery own = engine.prepare(PARTIAL, "update a set n = 1");

        world.gone.add(OwnersWorld.site(3));
        BestPeerException gone = catchThrowableOfType(
                BestPeerException.class, () -> engine.change(PARTIAL, List.of(new Change(fromAll, List.of()))));
        assertThat(gone.code()).isEqualTo(ErrorCode.OWNER_UNREACHABLE);

        world.gone.clear();
        world.lost.add("c3");
        for (PreparedQuery change : List.of(fromAll, own)) {
            BestPeerException lost = catchThrowableOfType(
                    BestPeerException.class, () -> engine.change(PARTIAL, List.of(new Change(change, List.of()))));
            assertThat(lost.code()).isEqualTo(ErrorCode.OWNER_MISSING);
            assertThat(lost).hasMessageContaining("table a: company c3");
        }
    }

    @Test
    void staleAnswersAndOwnersThatAreGoneMeetInOneStatement() {
        world.gone.add(OwnersWorld.site(2));
        // The version moves between locating and asking, three times.
        int[] moves = {3};
        world.afterLocating = () -> world.version += moves[0]-- > 0 ? 1 : 0;

        assertThat(run(ALL).missing()).containsExactly(missing(2, "a"));
    }

    @Test
    void plansSayWhoIsLeftOut() {
        world.gone.add(OwnersWorld.site(2));
        world.lost.add("c4");

        assertThat(run("explain " + ALL).rows()).first().isEqualTo("left out: company c4: table a");
        assertThat(run("explain analyze " + ALL).rows())
                .startsWith("left out: company c2 (peer p2): table a", "left out: company c4: table a")
                .contains("attempts: 2", "  given up: company c2 does not answer");
        assertThat(run("explain analyze " + ALL).missing()).hasSize(2);
    }

    @Test
    void theTimeLimitBoundsTheSearchForThoseWhoAreLeft() {
        IntStream.range(0, OWNERS - 1).mapToObj(OwnersWorld::site).forEach(world.gone::add);
        Instant[] now = {Instant.now()};
        world.clock = new Clock() {
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
                return now[0];
            }
        };
        // Each of them is silent for seconds until it is given up.
        world.afterLocating = () -> now[0] = now[0].plusSeconds(5);
        engine = world.engine();

        assertThat(failure(PARTIAL, ALL).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(last().attempts()).isEqualTo(6);
    }
}
