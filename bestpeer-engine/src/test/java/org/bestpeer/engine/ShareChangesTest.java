package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.type.DataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INSERT, UPDATE and DELETE on the share of one of two owners. */
class ShareChangesTest {
    private static final String ROWS = "select k, name, price from t order by k, price, name";

    private final OwnersWorld world = new OwnersWorld();
    private final Engine engine = world.engine();

    @BeforeEach
    void twoOwners() {
        world.table(
                "t",
                TableKind.PARTITIONED,
                List.of(
                        OwnersWorld.field("k", DataType.BIGINT),
                        OwnersWorld.field("name", DataType.varchar(20)),
                        OwnersWorld.field("price", DataType.decimal(10, 2)),
                        OwnersWorld.field("born", DataType.DATE)));
        world.share("t", OwnersWorld.site(1), List.of(row(1, "one"), row(2, "two")));
        world.share("t", OwnersWorld.site(2), List.of(row(2, "theirs"), row(3, "three")));
    }

    private static List<Object> row(long key, String name) {
        return List.of(key, name, new BigDecimal(key + ".00"), 10_000);
    }

    private List<Long> batch(String... statements) {
        return engine.change(
                OwnersWorld.SESSION,
                Arrays.stream(statements)
                        .map(sql -> new Change(engine.prepare(OwnersWorld.SESSION, sql), List.of()))
                        .toList());
    }

    private long change(String sql, Object... parameters) {
        PreparedQuery prepared = engine.prepare(OwnersWorld.SESSION, sql);
        assertThat(prepared.changesRows()).isTrue();
        return engine.change(OwnersWorld.SESSION, List.of(new Change(prepared, Arrays.asList(parameters))))
                .get(0);
    }

    private List<String> rows() {
        return world.rows(engine, ROWS);
    }

    @Test
    void insertsRowsOfValues() {
        assertThat(
                        change(
                                "insert into t (name, k, price) values ('a', 10, 1.005), (null, 5 + 6, -2), ('x' || 'y', 12, null)"))
                .isEqualTo(3);
        assertThat(rows())
                .containsExactly(
                        "1|one|1.00",
                        "2|theirs|2.00",
                        "2|two|2.00",
                        "3|three|3.00",
                        "10|a|1.01",
                        "11|null|-2.00",
                        "12|xy|null");
    }

    @Test
    void insertsParametersWithTheTypesOfTheirColumns() {
        PreparedQuery prepared = engine.prepare(
                OwnersWorld.SESSION, "insert into t values (?, ?, ?, ?), (? + 1, 'b', 1, date '2026-01-01')");
        assertThat(prepared.parameters())
                .containsExactly(
                        DataType.BIGINT, DataType.VARCHAR, DataType.decimal(38, 30), DataType.DATE, DataType.INTEGER);
    }

    @Test
    void insertsWhatItSelectsFromTheSameTable() {
        assertThat(change("insert into t select k + 100, name, price, born from t"))
                .isEqualTo(4);
        assertThat(rows()).hasSize(8).contains("102|theirs|2.00", "102|two|2.00");
    }

    @Test
    void updatesOwnRowsOnly() {
        assertThat(change(
                        "update t set price = price * 2 + ?, name = upper(name) where k = ?",
                        new BigDecimal("1.00"),
                        2L))
                .isEqualTo(1);
        assertThat(rows()).containsExactly("1|one|1.00", "2|theirs|2.00", "2|TWO|5.00", "3|three|3.00");
    }

    @Test
    void updatesByWhatAllOwnersHave() {
        assertThat(change("update t as o set name = (select max(name) from t where t.k = 3), k = o.k + 1"
                        + " where exists (select * from t where t.k = o.k and t.name = 'theirs')"))
                .isEqualTo(1);
        assertThat(rows()).containsExactly("1|one|1.00", "2|theirs|2.00", "3|three|2.00", "3|three|3.00");
    }

    @Test
    void deletesOwnRowsOnly() {
        assertThat(change("delete from t where k >= 2")).isEqualTo(1);
        assertThat(rows()).containsExactly("1|one|1.00", "2|theirs|2.00", "3|three|3.00");
        assertThat(change("delete from public.t")).isEqualTo(1);
        assertThat(change("delete from t")).isZero();
        assertThat(rows()).containsExactly("2|theirs|2.00", "3|three|3.00");
    }

    @Test
    void aStatementOfABatchSeesWhatThoseBeforeItChanged() {
        assertThat(batch(
                        "insert into t (k, name) values (7, 'new'), (8, 'gone')",
                        "update t set k = k + 1 where k between 1 and 7",
                        "update t set name = name || '!' where k = 8",
                        "delete from t where name = 'gone!'",
                        "delete from t where k = 3",
                        "update t set price = 0 where k in (1, 2)"))
                .containsExactly(2L, 3L, 2L, 1L, 1L, 1L);
        assertThat(rows()).containsExactly("2|one|0.00", "2|theirs|2.00", "3|three|3.00", "8|new!|null");
        assertThat(world.version).as("one change of the share").isEqualTo(2);
    }

    @Test
    void aFailedStatementOfABatchChangesNothing() {
        List<String> before = rows();
        assertThat(catchThrowableOfType(
                                BestPeerException.class,
                                () -> batch("delete from t", "insert into t (k) values (1 / 0)"))
                        .code())
                .isEqualTo(ErrorCode.DIVISION_BY_ZERO);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into nowhere values (1) | UNKNOWN_TABLE | table \"nowhere\" does not exist (line 1, column 13)",
                "insert into other.public.t values (1) | UNKNOWN_TABLE | other.public.t",
                "insert into sys.peers values (1) | ACCESS_DENIED | schema sys",
                "delete from shop.information_schema.tables | ACCESS_DENIED | schema information_schema",
                "insert into t (k, nope) values (1, 2) | UNKNOWN_COLUMN | \"nope\" does not exist in table \"t\" (line 1, column 19)",
                "insert into t (k, k) values (1, 2) | INVALID_STATEMENT | named twice",
                "insert into t (k) values (1, 2) | SYNTAX_ERROR | row 1 has 2 values",
                "insert into t (k) select 1, 2 | SYNTAX_ERROR | gives 2 values",
                "insert into t (k) values (date '2026-01-01') | TYPE_MISMATCH | column k is of type BIGINT",
                "insert into t (k) select name from t | TYPE_MISMATCH | column k is of type BIGINT",
                "update t set born = 5 | TYPE_MISMATCH | column born is of type DATE",
                "update t set nope = 5 | UNKNOWN_COLUMN | nope",
                "delete from t where nope = 5 | UNKNOWN_COLUMN | \"nope\" does not exist (line 1, column 21)",
                "delete from t where k = 1 returning k | NOT_SUPPORTED | DELETE with RETURNING",
                "insert into t (k) values (1) on conflict do nothing | NOT_SUPPORTED | INSERT with ON CONFLICT",
                "update t set k = 1 from t x where x.k = 1 | NOT_SUPPORTED | UPDATE with FROM",
                "delete from t using t x | NOT_SUPPORTED | DELETE with USING",
            })
    void saysWhatIsWrong(String sql, ErrorCode code, String message) {
        BestPeerException failure =
                catchThrowableOfType(BestPeerException.class, () -> engine.prepare(OwnersWorld.SESSION, sql));
        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message);
    }

    @Test
    void aBatchChangesOneTable() {
        world.table("u", TableKind.PARTITIONED, List.of(OwnersWorld.field("k", DataType.BIGINT)));
        assertThat(catchThrowableOfType(
                                BestPeerException.class, () -> batch("delete from t", "insert into u values (1)"))
                        .code())
                .isEqualTo(ErrorCode.NOT_SUPPORTED);
        assertThat(catchThrowableOfType(
                        BestPeerException.class, () -> batch("delete from t", "insert into t select * from t")))
                .hasMessageContaining("statement 2 of the batch queries table t");
    }
}
