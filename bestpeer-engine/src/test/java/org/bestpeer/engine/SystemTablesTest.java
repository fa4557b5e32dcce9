package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.SystemSchema;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.system.SystemRead;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of the home peer in queries over owners in memory. */
class SystemTablesTest {
    /** Sends keys along wherever that saves a byte. */
    private static final PlanRules EAGER = new PlanRules(CostParameters.BYTES_ONLY, (company, table, owner) -> true);

    private static final int MANY = 100_000;

    private final OwnersWorld world = new OwnersWorld();
    private final List<SystemRead> reads = new ArrayList<>();
    private final List<List<@Nullable Object>> nodes = new ArrayList<>();
    private Engine engine = world.engine();

    @BeforeEach
    void start() {
        world.table(
                "firms",
                TableKind.PARTITIONED,
                List.of(
                        OwnersWorld.field("firm", DataType.varchar(20)),
                        OwnersWorld.field("city", DataType.varchar(20))));
        world.share("firms", OwnersWorld.site(1), List.of(List.of("c1", "Rome"), List.of("c3", "Oslo")));
        world.share("firms", OwnersWorld.site(2), List.of(List.of("c2", "Lima")));
        nodes.add(row("p1", "c1", 5));
        nodes.add(row("p2", "c2", null));
        nodes.add(row("p9", "c9", 7));
        world.system = new SystemTables(List.of(
                table("nodes", read -> {
                    reads.add(read);
                    return List.copyOf(nodes);
                }),
                table("Odd Name", read -> List.of())));
        engine = world.engine();
    }

    private static SystemTable table(String name, SystemTable.Rows rows) {
        return new SystemTable(
                SystemSchema.SYS,
                name,
                Stream.of(
                                OwnersWorld.field("node", DataType.VARCHAR),
                                OwnersWorld.field("company", DataType.VARCHAR),
                                OwnersWorld.field("load", DataType.INTEGER))
                        .map(f -> new ColumnDefinition(f.name(), f.type(), true, Optional.empty(), ""))
                        .toList(),
                "",
                rows);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        return row;
    }

    private List<String> rows(String sql) {
        return world.rows(engine, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from sys.nodes",
                "SELECT Node, COMPANY, Load FROM SYS.Nodes",
                "select * from shop.sys.nodes",
                "select n.* from \"sys\".\"nodes\" as n",
                "with x as (table sys.nodes) select * from x"
            })
    void isReadByAnyOfItsNames(String sql) {
        assertThat(rows(sql)).containsExactly("p1|c1|5", "p2|c2|null", "p9|c9|7");
        assertThat(world.tasks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "select count(*) from sys.nodes; 3",
                "select count(load), max(load), sum(load) from sys.nodes where node like 'p%'; 2|7|12",
                "select node from sys.nodes where load = (select max(load) from sys.nodes); p9",
                "select (select count(*) from sys.nodes s where s.load > n.load) from sys.nodes n where node = 'p1'; 1",
                "select node from sys.nodes n where not exists (select * from firms where firm = n.company); p9",
                "select city from firms where firm in (select company from sys.nodes where load is null); Lima",
                "select company from sys.nodes except select firm from firms; c9",
                "select firm from firms except select company from sys.nodes; c3",
                "select count(*) from sys.nodes, firms; 9",
                "select node from sys.nodes order by load desc nulls last, node limit 1; p9",
                "select node || rank() over (order by node desc) from sys.nodes order by 1 limit 1; p13",
                "select count(*) from sys.nodes full join firms on company = firm; 4",
                "select count(*) from sys.\"Odd Name\"; 0"
            })
    void isAnOrdinaryTableInQueries(String sql, String expected) {
        assertThat(rows(sql)).containsExactly(expected);
    }

    @Test
    void isJoinedWithSharedTables() {
        assertThat(rows("select node, city from sys.nodes join firms on company = firm order by node"))
                .containsExactly("p1|Rome", "p2|Lima");
        assertThat(world.tasks).hasSize(2).allSatisfy(task -> assertThat(task.tables())
                .containsExactly("firms"));
        assertThat(world.open).isZero();
    }

    /** The same query with a shared table in its place sends something, so this would, too. */
    @Test
    void tellsOwnersNothing() {
        world.rules = EAGER;
        engine = world.engine();
        world.table("few", TableKind.REFERENCE, List.of(OwnersWorld.field("company", DataType.varchar(20))));
        world.share("few", OwnersWorld.site(1), List.of(List.of("c1")));
        for (int i = 0; i < 500; i++) {
            world.share("firms", OwnersWorld.site(2), List.of(List.of("other" + i, "Bonn")));
        }
        String query = "select city from %s as few join firms on company = firm where company = 'c1'"
                + " or company = 'nobody'";

        assertThat(rows(query.formatted("few"))).containsExactly("Rome");
        assertThat(world.tasks).anyMatch(task -> isSentSomething(task.plan()));
        world.tasks.clear();

        assertThat(rows(query.formatted("sys.nodes"))).containsExactly("Rome");
        assertThat(world.tasks).isNotEmpty().noneMatch(task -> isSentSomething(task.plan()));
        assertThat(rows(query.formatted("(select n.company from sys.nodes n join few using (company))")))
                .containsExactly("Rome");
    }

    private static boolean isSentSomething(Operator plan) {
        return plan instanceof Operator.KeyFilter
                || plan instanceof Operator.Rows
                || plan.inputs().stream().anyMatch(SystemTablesTest::isSentSomething);
    }

    @Test
    void isMadeAnewForEachExecutionOfACachedPlan() {
        PreparedQuery query = engine.prepare(OwnersWorld.SESSION, "select count(*) from sys.nodes where load > 1");
        assertThat(rows(query.sql())).containsExactly("2");

        nodes.add(row("p10", "c9", 70));

        assertThat(rows(query.sql())).containsExactly("3");
        assertThat(reads).hasSize(2);
    }

    @Test
    void isMadeOnceForAnExecution() {
        world.afterLocating = () -> world.version = reads.size() < 2 ? world.version : 2;
        assertThat(rows("select count(*) from sys.nodes a, sys.nodes b, firms where a.node = b.node"))
                .containsExactly("9");

        assertThat(reads).hasSize(1);
        assertThat(reads.get(0).principal()).isEqualTo(OwnersWorld.SESSION.principal());
        assertThat(reads.get(0).columns()).contains("node").doesNotContain("company");
    }

    @Test
    void mayHaveManyRows() {
        nodes.clear();
        for (int i = 0; i < MANY; i++) {
            nodes.add(row("p" + i, "c" + i % 3, i));
        }

        assertThat(rows("select company, count(*), sum(load) from sys.nodes where node <> 'p0' group by company"))
                .containsExactlyInAnyOrder("c0|33333|1666683333", "c1|33333|1666616667", "c2|33333|1666650000");
        assertThat(rows("select node from sys.nodes")).hasSize(MANY);
    }

    @Test
    void isNotMadeWhenItIsOnlyExplained() {
        List<String> plan = rows("explain select city from sys.nodes join firms on company = firm where load > 1");

        assertThat(plan).anyMatch(line -> line.strip().equals("scan sys.nodes"));
        assertThat(plan).anyMatch(line -> line.contains("fragment 0 at"));
        assertThat(reads).isEmpty();
        assertThat(world.tasks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "select * from nodes, UNKNOWN_TABLE",
        "select * from public.nodes, UNKNOWN_TABLE",
        "select * from sys.firms, UNKNOWN_TABLE",
        "select * from sys.nothing, UNKNOWN_TABLE",
        "select * from sys.\"Nodes\", UNKNOWN_TABLE",
        "select * from \"sys.nodes\", UNKNOWN_TABLE",
        "select * from information_schema.nodes, UNKNOWN_TABLE",
        "select nothing from sys.nodes, UNKNOWN_COLUMN",
        "select n.nothing from sys.nodes n, UNKNOWN_COLUMN",
        "select \"Node\" from sys.nodes, UNKNOWN_COLUMN"
    })
    void isNotFoundByOtherNames(String sql, ErrorCode expected) {
        BestPeerException failure =
                catchThrowableOfType(BestPeerException.class, () -> engine.prepare(OwnersWorld.SESSION, sql));

        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure).hasMessageContaining("does not exist").hasMessageContaining("line 1, column");
    }

    @Test
    void isNotHiddenBySharedTablesOfItsNames() {
        for (String name : List.of("nodes", "sys", "information_schema")) {
            world.table(name, TableKind.PARTITIONED, List.of(OwnersWorld.field("node", DataType.varchar(20))));
            world.share(name, OwnersWorld.site(1), List.of(List.of("shared " + name)));
        }
        engine = world.engine();

        assertThat(rows("select node from nodes")).containsExactly("shared nodes");
        assertThat(rows("select sys.node from sys")).containsExactly("shared sys");
        assertThat(rows("select node from sys.nodes")).containsExactly("p1", "p2", "p9");
        assertThat(rows("select count(*) from public.sys, sys.nodes")).containsExactly("3");
    }
}
