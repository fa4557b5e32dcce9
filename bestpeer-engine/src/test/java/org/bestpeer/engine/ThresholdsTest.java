package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that HAVING drops, over several owners that have parts of each, against the same rows at one owner. */
class ThresholdsTest {
    private static final int QUERIES = 60;
    private static final PlanRules EAGER = new PlanRules(CostParameters.BYTES_ONLY, (company, table, owner) -> true);
    private static final List<Field> FIELDS = List.of(
            OwnersWorld.field("k", DataType.BIGINT),
            OwnersWorld.field("x", DataType.BIGINT),
            OwnersWorld.field("d", DataType.decimal(12, 2)),
            OwnersWorld.field("f", DataType.DOUBLE));

    private final OwnersWorld spread = new OwnersWorld();
    private final OwnersWorld whole = new OwnersWorld();

    private void fill(Random random) {
        spread.rules = EAGER;
        spread.table("a", TableKind.PARTITIONED, FIELDS);
        whole.table("a", TableKind.PARTITIONED, FIELDS);
        int owners = 2 + random.nextInt(4);
        int keys = 60 + random.nextInt(100);
        int least = random.nextBoolean() ? 0 : -3;
        for (int owner = 0; owner < owners; owner++) {
            spread.share("a", OwnersWorld.site(owner), List.of());
        }
        for (int i = 0; i < 600; i++) {
            List<@Nullable Object> row = Arrays.asList(
                    random.nextInt(12) == 0 ? null : (Object) (long) random.nextInt(random.nextInt(3) == 0 ? 4 : keys),
                    random.nextInt(6) == 0 ? null : (Object) (long) (least + random.nextInt(10)),
                    BigDecimal.valueOf(random.nextInt(1000), 2),
                    random.nextInt(50) / 4.0);
            spread.share("a", OwnersWorld.site(random.nextInt(owners)), List.of(row));
            whole.share("a", OwnersWorld.site(0), List.of(row));
        }
    }

    private static String query(Random random) {
        String sum =
                List.of("sum(x)", "count(*)", "sum(d)", "sum(f)", "count(x)").get(random.nextInt(5));
        int bound = random.nextInt(sum.startsWith("c") ? 40 : 300);
        String having =
                switch (random.nextInt(4)) {
                    case 0 -> sum + " >= " + bound + ".5";
                    case 1 -> bound + " < " + sum;
                    case 2 -> sum + " > " + bound + " and min(x) is not null";
                    default -> sum + " > " + bound;
                };
        String groups = "select k, sum(x) as s, count(*) as n, min(d) as m from a%s group by k having " + having;
        return switch (random.nextInt(4)) {
            case 0 -> "select k, x from a where k in (select k from (" + groups.formatted("") + ") g)";
            case 1 -> "select b.x, g.s, g.n, g.m from a b join (" + groups.formatted("") + ") g on b.k = g.k";
            case 2 -> groups.formatted(" where k >= 3");
            default -> groups.formatted("");
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersAsOneOwnerWould(long seed) {
        Random random = new Random(seed);
        fill(random);
        Engine atMany = spread.engine();
        Engine atOne = whole.engine();
        int inTwoRounds = 0;
        for (int i = 0; i < QUERIES; i++) {
            String sql = query(random);
            assertThat(spread.rows(atMany, sql))
                    .as("seed %d, query %d: %s", seed, i, sql)
                    .containsExactlyInAnyOrderElementsOf(whole.rows(atOne, sql));
            inTwoRounds += explained(atMany, sql).contains("two rounds") ? 1 : 0;
        }
        assertThat(inTwoRounds).isGreaterThan(QUERIES / 20);
    }

    private String explained(Engine engine, String sql) {
        return String.join("\n", spread.rows(engine, "explain " + sql));
    }

    /** Half of the bound at each of two owners is enough, and a group without a key has no partner. */
    @Test
    void findsGroupsThatReachTheBoundInPartsOnly() {
        spread.rules = EAGER;
        spread.table("a", TableKind.PARTITIONED, FIELDS);
        for (int owner = 0; owner < 2; owner++) {
            for (long key = 0; key < 100; key++) {
                long rows = key == 7 ? 20 : key == 8 && owner == 0 ? 50 : 1;
                share(owner, rows, key, key % 10);
            }
            share(owner, 60, null, 9);
        }
        Engine engine = spread.engine();
        String groups = "select k, sum(x) from a group by k having sum(x) >= 280";
        String joined = "select distinct a.k from a join (" + groups + ") g on a.k = g.k";

        assertThat(explained(engine, joined)).contains("two rounds").contains("1/2 of what HAVING asks for");
        assertThat(spread.rows(engine, joined)).containsExactlyInAnyOrder("7", "8");
        // NULL is a group here, and its key cannot be sent along.
        assertThat(explained(engine, groups)).doesNotContain("two rounds");
        assertThat(spread.rows(engine, groups)).containsExactlyInAnyOrder("7|280", "8|408", "null|1080");
    }

    private void share(int owner, long rows, @Nullable Long key, long x) {
        for (int i = 0; i < rows; i++) {
            spread.share("a", OwnersWorld.site(owner), List.of(Arrays.asList(key, x, null, null)));
        }
    }
}
