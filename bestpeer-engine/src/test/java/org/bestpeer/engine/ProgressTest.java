package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.FragmentSnapshot;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RunState;
import org.bestpeer.engine.progress.Shipment;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What EXPLAIN ANALYZE and the list of queries tell, with owners in this process that count bytes themselves. */
class ProgressTest {
    private static final List<Field> FIELDS = List.of(
            OwnersWorld.field("k", DataType.BIGINT),
            OwnersWorld.field("n", DataType.INTEGER),
            OwnersWorld.field("t", DataType.varchar(20)));
    private static final String JOIN = "select a.t, b.t from a join b on a.k = b.k where a.n = 3";

    private final OwnersWorld world = new OwnersWorld();
    private Engine engine;

    @BeforeEach
    void start() {
        world.rules = new PlanRules(CostParameters.BYTES_ONLY, (company, table, owner) -> true);
        for (String table : List.of("a", "b")) {
            world.table(table, TableKind.PARTITIONED, FIELDS);
        }
        for (int i = 0; i < 600; i++) {
            world.share("a", OwnersWorld.site(i % 3), List.of(Arrays.asList((long) i, i % 100, "a" + i)));
            world.share("b", OwnersWorld.site(i / 200), List.of(Arrays.asList((long) i, i, "b" + i)));
        }
        engine = world.engine();
    }

    private QuerySnapshot last() {
        List<QuerySnapshot> queries = engine.queries().list();
        return queries.get(queries.size() - 1);
    }

    @Test
    void figuresAreThoseOfTheWire() {
        List<String> rows = world.rows(engine, JOIN);
        world.bytesFromOwners = 0;
        world.rowsFromOwners = 0;
        world.bytesToOwners = 0;

        List<String> lines = world.rows(engine, "explain analyze " + JOIN);

        assertThat(rows).hasSize(6);
        QuerySnapshot query = last();
        assertThat(query.rows()).isEqualTo(6);
        assertThat(query.state()).isEqualTo(RunState.FINISHED);
        assertThat(query.rowsReceived()).isGreaterThan(6).isEqualTo(world.rowsFromOwners);
        assertThat(query.bytesReceived()).isPositive().isEqualTo(world.bytesFromOwners);
        assertThat(query.bytesSent()).isPositive().isEqualTo(world.bytesToOwners);
        assertThat(query.fragmentsDone()).isEqualTo(query.fragmentsTotal());
        assertThat(lines)
                .contains("result: 6 rows", "attempts: 1")
                .contains("over the wire: %d rows, %d bytes received; %d bytes sent"
                        .formatted(query.rowsReceived(), world.bytesFromOwners, world.bytesToOwners));
        assertThat(lines)
                .containsAll(world.rows(engine, "explain " + JOIN).stream()
                        .filter(line -> line.startsWith("chosen:") || line.startsWith("fragment"))
                        .toList());
    }

    @Test
    void tellsWhatWasSentAlong() {
        String plan = String.join("\n", world.rows(engine, "explain " + JOIN));
        assertThat(plan).contains("waits for").doesNotContain("actually");

        String text = String.join("\n", world.rows(engine, "explain analyze " + JOIN));

        assertThat(text).containsPattern("sent along: 6 (keys|rows) of fragment \\d \\(\\d+ bytes\\), to 3 owners");
        List<Shipment> along = last().current().stream()
                .flatMap(f -> f.sentAlong().stream())
                .distinct()
                .toList();
        assertThat(along).singleElement().satisfies(sent -> {
            assertThat(sent.count()).isEqualTo(6);
            assertThat(sent.bytes()).isPositive();
        });
    }

    @Test
    void namesOwnersThatKeysShowNeedNotBeAsked() {
        String sql = "select a.t, b.t from a join b on a.k = b.k where a.t = 'a103'";

        String text = String.join("\n", world.rows(engine, "explain analyze " + sql));

        assertThat(text).contains("result: 1 rows");
        assertThat(last().current().stream().filter(f -> f.state() == RunState.SKIPPED))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(text)
                        .contains("%s (%s): not asked, for it has rows with none of the keys"
                                .formatted(f.site().company(), f.site().peer())));
    }

    @Test
    void aQueryThatFailsEndsInTheListWithItsCode() {
        assertThatThrownBy(() -> world.rows(engine, "explain analyze select 1 / (n - n) from a"))
                .isInstanceOf(BestPeerException.class)
                .hasMessageContaining("division by zero");

        assertThat(last().state()).isEqualTo(RunState.FAILED);
        assertThat(last().failure().orElseThrow().code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO);
        assertThat(last().current())
                .extracting(FragmentSnapshot::state)
                .contains(RunState.FAILED)
                .isSubsetOf(RunState.FAILED, RunState.CANCELLED);
        assertThat(world.open).isZero();
    }

    @Test
    void aQueryIsSeenRunningAndThenCancelled() {
        String sql = "select t from a where n < 50";
        RowCursor cursor = engine.execute(OwnersWorld.SESSION, engine.prepare(OwnersWorld.SESSION, sql), List.of());
        assertThat(cursor.next()).isNotNull();

        assertThat(last().state()).isEqualTo(RunState.RUNNING);
        assertThat(last().sql()).isEqualTo(sql);
        assertThat(last().principal()).isEqualTo(OwnersWorld.SESSION.principal());
        assertThat(last().fragmentsTotal()).isEqualTo(3);
        assertThat(last().rowsReceived()).isPositive();

        cursor.cancel();
        cursor.close();

        assertThat(last().state()).isEqualTo(RunState.CANCELLED);
        assertThat(last().queryId()).isEqualTo(cursor.queryId());
        assertThat(last().current())
                .allSatisfy(f -> assertThat(f.state().isOver()).isTrue());
    }

    @Test
    void aReaderThatHasEnoughEndsItsQueryWell() {
        try (RowCursor cursor = engine.execute(
                OwnersWorld.SESSION, engine.prepare(OwnersWorld.SESSION, "select t from a"), List.of())) {
            assertThat(cursor.next()).isNotNull();
        }

        assertThat(last().state()).isEqualTo(RunState.FINISHED);
        assertThat(last().current()).extracting(FragmentSnapshot::state).contains(RunState.CANCELLED);
    }

    @Test
    void remembersNoMoreThanAHundredQueries() {
        for (int i = 0; i < 130; i++) {
            world.rows(engine, "values (" + i + ")");
        }

        assertThat(engine.queries().list()).hasSize(100);
        assertThat(last().sql()).isEqualTo("values (129)");
    }
}
