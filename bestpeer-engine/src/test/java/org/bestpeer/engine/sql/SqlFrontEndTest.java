package org.bestpeer.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.TpchFixture;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFrontEndTest {
    private final SqlFrontEnd frontEnd = new SqlFrontEnd(TpchFixture.statistics(), 100);

    private PlannedStatement plan(String sql) {
        return frontEnd.plan(sql, TpchFixture.catalog());
    }

    private BestPeerException failure(String sql) {
        return catchThrowableOfType(BestPeerException.class, () -> plan(sql));
    }

    private List<String> names(String sql) {
        return plan(sql).plan().fields().stream().map(Field::name).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "avg(l_quantity) | DECIMAL(38, 6)",
                "avg(l_linenumber) | DECIMAL(38, 6)",
                "avg(l_orderkey) | DECIMAL(38, 6)",
                "sum(l_linenumber) | BIGINT",
                "sum(l_orderkey) | DECIMAL(38, 0)",
                "sum(l_quantity) | DECIMAL(38, 2)",
                "count(*) | BIGINT",
                "min(l_quantity / l_tax) | DECIMAL(33, 18)",
                "min(l_linenumber / 2) | INTEGER",
                "min(l_quantity * l_tax) | DECIMAL(30, 4)",
                "min(l_quantity + l_linenumber) | DECIMAL(16, 2)",
                "sum(l_quantity) / sum(l_tax) | DECIMAL(38, 6)",
                "min(extract(year from l_shipdate)) | BIGINT",
                "min(l_shipdate + interval '1' month) | DATE",
            })
    void givesExactTypes(String expression, String type) {
        assertThat(plan("select " + expression + " from lineitem")
                        .plan()
                        .fields()
                        .get(0)
                        .type())
                .hasToString(type);
    }

    @Test
    void namesColumnsAsPostgresDoes() {
        assertThat(
                        names(
                                "select count(*), sum(l_tax), l_tax + 1, l_orderkey, cast(l_orderkey as int), "
                                        + "case when l_tax > 0 then 1 end, 5 as x, \"l_tax\" as \"Tax\" from lineitem group by 3, 4, 5, 6, 8"))
                .containsExactly("count", "sum", "?column?", "l_orderkey", "l_orderkey", "case", "x", "Tax");
        assertThat(names("select n.*, upper(n_name) from nation n"))
                .containsExactly("n_nationkey", "n_name", "n_regionkey", "n_comment", "upper");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from nowhere | UNKNOWN_TABLE | table \"nowhere\" does not exist (line 1, column 15)",
                "select nope from nation | UNKNOWN_COLUMN | column \"nope\" does not exist (line 1, column 8)",
                "select x.n_name from nation | UNKNOWN_TABLE | table \"x\" does not exist in this query (line 1, column 8)",
                "select n_name, frm nation | UNKNOWN_COLUMN | column \"n_name\" does not exist (line 1, column 8)",
                "select from nation | SYNTAX_ERROR | syntax error at line 1, column 8: unexpected \"from\"",
                "select n_name from nation where | SYNTAX_ERROR | the statement ends too early",
                "explain select nope from nation | UNKNOWN_COLUMN | (line 1, column 16)",
                "select n_name from nation group by n_regionkey | INVALID_STATEMENT | must stand in GROUP BY",
                "select nofunc(n_name) from nation | UNKNOWN_FUNCTION | (line 1, column 8)",
                "select n_name + n_comment from nation where n_name > n_nationkey * date '2000-01-01' | TYPE_MISMATCH | line 1",
                "select 'abc from nation | SYNTAX_ERROR | line 1, column 8: the text literal that starts here has no end",
                "selec 1 | SYNTAX_ERROR | expected SELECT, VALUES, WITH, INSERT, UPDATE or DELETE, found \"selec\"",
                "merge into nation using region on true | NOT_SUPPORTED | MERGE is not supported",
                "truncate table nation | NOT_SUPPORTED | TRUNCATE is not supported",
                "explain delete from nation | NOT_SUPPORTED | DELETE is not supported here",
                "explain analyze | SYNTAX_ERROR | a query is missing after EXPLAIN",
                "explain analyze select nope from nation | UNKNOWN_COLUMN | (line 1, column 24)",
                "explain analyze verbose select 1 | SYNTAX_ERROR | line 1, column 17: expected SELECT, VALUES",
                "explain analyze delete from nation | NOT_SUPPORTED | DELETE is not supported here",
                "select sum(distinct n_regionkey) over () from nation | NOT_SUPPORTED | DISTINCT in a window function",
            })
    void saysWhatIsWrongAndWhere(String sql, ErrorCode code, String message) {
        BestPeerException failure = failure(sql);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.getMessage()).doesNotContain("calcite").doesNotContain("From line");
    }

    @Test
    void countsPositionsOverLines() {
        assertThat(failure("select n_name\nfrom nation\nwhere  nope = 1")).hasMessageContaining("line 3, column 8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select n_name from nation where n_name != 'x' order by 1;",
                "select * from public.nation",
                "select * from shop.public.nation n where n.n_name = 'Żółć 日本'",
                "values (1, 'a'), (2, 'bcd')",
                "with a as (select 1 as x) select x from a union select 2 union all select 3",
                "select n_nationkey from nation intersect select r_regionkey from region",
                "select n_nationkey from nation except select r_regionkey from region",
                "select n_regionkey, count(*) from nation group by rollup(n_regionkey)",
                "select coalesce(n_name, 'a'), nullif(n_name, 'b'), trim(n_name), n_name || 'x' from nation",
                "select greatest(1, 2), substring(n_name from 2), position('a' in n_name) from nation",
                "select (select max(n_name) from nation where n_regionkey = r_regionkey) from region",
                "select r_name from region where r_regionkey not in (select n_regionkey from nation)",
                "select * from nation left join region on n_regionkey = r_regionkey and r_name like 'A%'",
                "select * from nation natural join region limit 5 offset 2",
                "select cast('12345678901234567890.123' as decimal(38, 10))",
                "select timestamp '2020-01-01 00:00:00.123456' + interval '1' second",
                "select count(distinct n_regionkey), stddev_pop(n_nationkey) from nation",
            })
    void plans(String sql) {
        assertThat(plan(sql).plan().root()).isNotNull();
    }

    @Test
    void foldsUnquotedNamesAndKeepsQuotedOnes() {
        assertThat(names("SELECT N_Name AS Foo, N_NAME AS \"Foo\" FROM Nation")).containsExactly("foo", "Foo");
        assertThat(failure("select \"N_NAME\" from nation").code()).isEqualTo(ErrorCode.UNKNOWN_COLUMN);
    }

    @Test
    void sharesThePlanOfStatementsThatDifferInLiterals() {
        PlannedStatement one = plan("select n_name from nation where n_nationkey = 1 and n_name <> 'a'");
        PlannedStatement two = plan("select  n_name from nation  where n_nationkey = 22 and n_name <> 'bcd'");

        assertThat(two.plan()).isSameAs(one.plan());
        assertThat(two.lifted()).containsExactly(22, "bcd");
        assertThat(frontEnd.plansMade()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "l_shipdate < date '1998-12-01' - interval '90' day | l_shipdate < date '1998-12-01' - interval '1200' day",
                "l_shipdate < date '1994-01-31' + interval '1' month | l_shipdate < date '1995-07-09' + interval '3' year",
                "l_discount between 0.06 - 0.01 and 0.06 + 0.01 | l_discount between 0.02 - 0.01 and 0.02 + 0.01",
                "l_quantity <= 1 + 10 | l_quantity <= 20 + 5",
                "l_quantity + 1 < 3 * l_tax | l_quantity + 5 < 4 * l_tax",
                "l_comment like '%green%' | l_comment like 'a_b'",
                "l_comment not like '%green%' | l_comment not like ''",
            })
    void sharesThePlanOfConditionsThatDifferInLiterals(String one, String two) {
        String query = "select count(*) from lineitem where ";

        assertThat(plan(query + one).plan()).isSameAs(plan(query + two).plan());
    }

    @Test
    void sharesThePlanOfAggregatesThatDifferInLiterals() {
        PlannedStatement one = plan("select sum(case when n_name = 'a' then 1 else 0 end) from nation");
        PlannedStatement two = plan("select sum(case when n_name = 'bc' then 1 else 0 end) from nation");

        assertThat(two.plan()).isSameAs(one.plan());
        assertThat(two.lifted()).containsExactly("bc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date '2024-01-31' + interval '1' month | 2024-02-29",
                "date '2024-02-29' + interval '1' year | 2025-02-28",
                "date '1998-12-01' - interval '90' day | 1998-09-02",
                "date '2024-03-31' - interval '1' month - interval '1' day | 2024-02-28",
                "date '2024-01-01' + interval -'1' day | 2023-12-31",
            })
    void movesDatesAsTheEngineDoes(String expression, LocalDate day) {
        assertThat(plan("select 1 from lineitem where l_shipdate > " + expression)
                        .lifted())
                .containsExactly((int) day.toEpochDay());
    }

    @Test
    void leavesIntervalsAndWhatIsOutOfTheCalendarToTheEngine() {
        assertThat(plan("select 1 from lineitem where l_shipdate > date '9999-12-01' + interval '1' month")
                        .lifted())
                .isEmpty();
        assertThat(plan("select 1 from lineitem where l_shipdate > l_commitdate + 2 * interval '1' day")
                        .lifted())
                .isEmpty();
    }

    @Test
    void keepsTheTypesOfLiterals() {
        PlannedStatement whole = plan("select n_name from nation where n_nationkey < 1");
        PlannedStatement big = plan("select n_name from nation where n_nationkey < 3000000000");
        PlannedStatement fraction = plan("select n_name from nation where n_nationkey < 1.5");

        assertThat(List.of(whole, big, fraction))
                .extracting(s -> s.plan().parameterTypes().get(0))
                .containsExactly(DataType.INTEGER, DataType.BIGINT, DataType.decimal(2, 1));
    }

    @Test
    void doesNotMixUpParametersAndLiterals() {
        PlannedStatement first =
                plan("select 1 from nation where n_nationkey = cast(? as integer) and n_regionkey = 5");
        PlannedStatement second =
                plan("select 1 from nation where n_nationkey = 5 and n_regionkey = cast(? as integer)");

        assertThat(second.plan()).isNotSameAs(first.plan());
        assertThat(first.values(List.of(7))).containsExactly(7, 5);
        assertThat(first.parameters()).containsExactly(DataType.INTEGER);
    }

    @Test
    void keepsLiteralsThatDecideTheMeaning() {
        assertThat(plan("select 1 from nation order by 1 limit 5").lifted()).isEmpty();
        assertThat(plan("select n_name || 'a' from nation").lifted()).isEmpty();
        assertThat(plan("select 1 from nation where 1 = 0").lifted()).isEmpty();
        assertThat(plan("select distinct sum(case when n_regionkey = 1 then 1 end) from nation group by n_name"
                                + " order by sum(case when n_regionkey = 1 then 1 end)")
                        .lifted())
                .isEmpty();
        assertThat(plan("select n_regionkey + 1 from nation group by n_regionkey + 1 having n_regionkey + 1 > 2")
                        .lifted())
                .isEmpty();
    }

    @Test
    void takesTypesOfParametersFromTheirPlace() {
        assertThat(plan("select 1 from lineitem where l_orderkey = ? and l_shipdate > ? and l_tax in (?, ?)")
                        .parameters())
                .containsExactly(DataType.BIGINT, DataType.DATE, DataType.decimal(15, 2), DataType.decimal(15, 2));
    }

    @Test
    void refusesWhatIsTooBig() {
        assertThat(failure("select 1 --" + "x".repeat(300_000)).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(failure("select " + "(".repeat(201) + "1" + ")".repeat(201)).code())
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(failure("select 1 from nation where n_nationkey in ("
                                + String.join(",", Collections.nCopies(10_001, "1")) + ")")
                        .code())
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(failure("select 1 from region" + " r0" + manyNations(21)).code())
                .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        assertThat(failure("select " + "not ".repeat(5000) + "true").code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }

    @Test
    void readsOnlyTheColumnsThatAreUsed() {
        assertThat(Operators.scans(plan("select n_name from nation where n_regionkey = 1")
                                .plan()
                                .root())
                        .get(0)
                        .fields())
                .extracting(Field::name)
                .containsExactly("n_name", "n_regionkey");
    }

    @Test
    void drawsPlansAgainWhenTheSchemaChanges() {
        PlannedStatement before = plan("select n_name from nation");
        PlannedStatement after = frontEnd.plan(
                "select n_name from nation",
                Catalog.of("shop", 2, List.copyOf(TpchFixture.catalog().tables().values())));

        assertThat(after.plan().schemaVersion()).isEqualTo(2);
        assertThat(before.plan().schemaVersion()).isEqualTo(1);
    }

    private static String manyNations(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" cross join nation n").append(i);
        }
        return text.toString();
    }
}
