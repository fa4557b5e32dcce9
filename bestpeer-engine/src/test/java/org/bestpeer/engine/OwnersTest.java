package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over several owners, spread in all ways, against the same rows at one owner. */
class OwnersTest {
    private static final int QUERIES = 60;
    private static final int KEYS = 40;

    /** Sends keys along wherever that saves a byte. */
    private static final PlanRules EAGER = new PlanRules(CostParameters.BYTES_ONLY, (company, table, owner) -> true);

    private static final List<Field> FIELDS = List.of(
            OwnersWorld.field("k", DataType.BIGINT),
            OwnersWorld.field("x", DataType.BIGINT),
            OwnersWorld.field("n", DataType.INTEGER),
            OwnersWorld.field("t", DataType.varchar(20)));

    /** How the rows of a table are spread over owners. */
    private enum Spread {
        /** By ranges of k, the same for all tables. */
        BY_KEY,
        /** One after the other. */
        EVEN,
        /** By ranges of k, but for a few rows. */
        NEARLY
    }

    /** The same rows at several owners and at one. */
    private record Worlds(OwnersWorld spread, OwnersWorld whole) {}

    private static Worlds worlds(Random random) {
        Worlds worlds = new Worlds(new OwnersWorld(), new OwnersWorld());
        int owners = 2 + random.nextInt(4);
        for (String table : List.of("a", "b", "c", "r")) {
            TableKind kind = table.equals("r") ? TableKind.REFERENCE : TableKind.PARTITIONED;
            worlds.spread.table(table, kind, FIELDS);
            worlds.whole.table(table, kind, FIELDS);
            int sharing =
                    kind == TableKind.REFERENCE ? 1 : random.nextInt(4) == 0 ? 1 + random.nextInt(owners) : owners;
            Spread spread = Spread.values()[Math.min(2, random.nextInt(5) / 2)];
            for (int owner = 0; owner < sharing; owner++) {
                worlds.spread.share(table, OwnersWorld.site(owner), List.of());
            }
            worlds.whole.share(table, OwnersWorld.site(0), List.of());
            int count = random.nextInt(8) == 0 ? 0 : random.nextInt(table.equals("a") ? 400 : 80);
            for (int i = 0; i < count; i++) {
                List<@Nullable Object> row = row(random);
                Long key = (Long) row.get(0);
                int owner =
                        switch (spread) {
                            case EVEN -> i % sharing;
                            case BY_KEY -> key == null ? i % sharing : (int) (key * sharing / KEYS);
                            case NEARLY -> random.nextInt(20) == 0 || key == null ? 0 : (int) (key * sharing / KEYS);
                        };
                worlds.spread.share(table, OwnersWorld.site(owner), List.of(row));
                worlds.whole.share(table, OwnersWorld.site(0), List.of(row));
            }
        }
        return worlds;
    }

    private static List<@Nullable Object> row(Random random) {
        return Arrays.asList(
                random.nextInt(15) == 0 ? null : (Object) (long) random.nextInt(KEYS),
                random.nextInt(8) == 0 ? null : (Object) (long) random.nextInt(KEYS * 2),
                random.nextInt(20) == 0 ? null : (Object) random.nextInt(10),
                random.nextInt(10) == 0 ? null : "t" + random.nextInt(5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersAsOneOwnerWould(long seed) {
        assertAnswers(seed, PlanRules.FETCH_ONLY);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void answersAsOneOwnerWouldWithKeysSentAlong(long seed) {
        OwnersWorld world = assertAnswers(seed, EAGER);

        assertThat(world.tasks.stream().filter(task -> task.plan().toString().contains("KeyFilter")))
                .as("fragments with keys")
                .hasSizeGreaterThan(10);
        assertThat(world.tasks.stream().filter(task -> task.plan().toString().contains("Rows[")))
                .as("fragments with rows")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void answersAsOneOwnerWouldWithRowsRepartitioned(long seed) {
        OwnersWorld world = assertAnswers(seed, EAGER.withoutKeys().without(PlanRule.REPLICATION));

        assertThat(world.tasks.stream()
                        .filter(task -> !task.routes().inputs().isEmpty())
                        .count())
                .as("fragments of repartitioned rows")
                .isGreaterThan(10);
    }

    @Test
    void repartitionsWhatComesOfRepartitionedRows() {
        OwnersWorld world = new OwnersWorld();
        world.rules = EAGER.withoutKeys().without(PlanRule.REPLICATION);
        for (String table : List.of("a", "b", "c")) {
            world.table(table, TableKind.PARTITIONED, FIELDS);
            for (int i = 0; i < 300; i++) {
                Long key = i % 50 == 0 ? null : (Long) (long) i;
                world.share(table, OwnersWorld.site(i % 3), List.of(Arrays.asList(key, (long) (i % 90), i % 7, "t")));
            }
        }

        List<String> rows = world.rows(
                world.engine(), "select count(*), sum(c.n) from a left join b on a.k = b.k full join c on b.x = c.k");

        // 294 of a find their own row in b, whose x finds a row of c unless it is 0 or 50; 6 rows of a find nothing;
        // 300 - 88
        // rows of c are not found.
        assertThat(rows).singleElement().asString().startsWith("512|");
        assertThat(world.tasks.stream()
                        .filter(t -> t.routes().output().isPresent()
                                && !t.routes().inputs().isEmpty())
                        .count())
                .as("fragments between two levels")
                .isEqualTo(3);
        assertThat(world.open).isZero();
    }

    private static OwnersWorld assertAnswers(long seed, PlanRules rules) {
        Random random = new Random(seed);
        Worlds worlds = worlds(random);
        worlds.spread.rules = rules;
        Engine spread = worlds.spread.engine();
        Engine whole = worlds.whole.engine();
        RandomQueries queries = new RandomQueries(random);
        for (int i = 0; i < QUERIES; i++) {
            String sql = queries.next();
            List<String> expected = sorted(worlds.whole.rows(whole, sql));
            assertThat(sorted(worlds.spread.rows(spread, sql)))
                    .as("seed %d, query %d: %s%n%s", seed, i, sql, plan(worlds.spread, spread, sql))
                    .isEqualTo(expected);
        }
        return worlds.spread;
    }

    private static String plan(OwnersWorld world, Engine engine, String sql) {
        return String.join("\n", world.rows(engine, "explain " + sql));
    }

    private static List<String> sorted(List<String> rows) {
        List<String> sorted = new ArrayList<>(rows);
        sorted.sort(null);
        return sorted;
    }

    @Test
    void keepsASourceOpenForThoseWhoWaitForIt() {
        OwnersWorld world = new OwnersWorld();
        world.rules = EAGER;
        for (String table : List.of("a", "b", "c")) {
            world.table(table, TableKind.PARTITIONED, FIELDS);
            for (int owner = 0; owner < 2; owner++) {
                world.share(table, OwnersWorld.site(owner), List.of());
            }
        }
        for (int i = 0; i < 200; i++) {
            world.share("a", OwnersWorld.site(i % 2), List.of(Arrays.asList((long) i / 20, (long) i, i % 7, "t")));
            world.share("c", OwnersWorld.site(i % 2), List.of(Arrays.asList((long) i, (long) i, i, "t" + i)));
        }
        // Nothing is in b, so the join with it ends before it has read a, whose keys c waits for.
        String sql = "select c.t, c.n, c.x, s.k from c right join"
                + " (select a.k from a join b on a.x = b.x where a.n = 3) s on c.k = s.k";

        assertThat(world.rows(world.engine(), sql)).isEmpty();
        assertThat(world.open).isZero();
    }

    @Test
    void plansAgainWhenTheRowsOfAPushedJoinChanged() {
        OwnersWorld world = new OwnersWorld();
        world.table("a", TableKind.PARTITIONED, FIELDS);
        world.table("b", TableKind.PARTITIONED, FIELDS);
        for (int owner = 0; owner < 2; owner++) {
            List<@Nullable Object> row = Arrays.asList((long) owner, 0L, 1, "t");
            world.share("a", OwnersWorld.site(owner), List.of(row));
            world.share("b", OwnersWorld.site(owner), List.of(row));
        }
        String sql = "select a.k, b.n from a, b where a.k = b.k";
        // Between planning and running, owner 1 loads a row that meets one of owner 0.
        world.afterLocating = () -> {
            world.afterLocating = () -> {};
            world.share("b", OwnersWorld.site(1), List.of(Arrays.asList(0L, 0L, 2, "t")));
            world.version++;
        };

        assertThat(sorted(world.rows(world.engine(), sql))).containsExactly("0|1", "0|2", "1|1");
        assertThat(world.tasks.get(0).tables()).containsExactly("a", "b");
        assertThat(world.tasks).hasSizeGreaterThan(2);
    }
}
