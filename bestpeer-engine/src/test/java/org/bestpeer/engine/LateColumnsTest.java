package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first groups by a sum, with columns that are only shown, over several owners and at one. */
class LateColumnsTest {
    private static final int QUERIES = 40;
    private static final PlanRules EAGER = new PlanRules(CostParameters.BYTES_ONLY, (company, table, owner) -> true);
    private static final List<Field> CUSTOMERS = List.of(
            OwnersWorld.field("k", DataType.BIGINT),
            OwnersWorld.field("n", DataType.INTEGER),
            OwnersWorld.field("name", DataType.varchar(60)),
            OwnersWorld.field("note", DataType.varchar(200)));
    private static final List<Field> ORDERS =
            List.of(OwnersWorld.field("c", DataType.BIGINT), OwnersWorld.field("x", DataType.BIGINT));
    private static final List<Field> REGIONS =
            List.of(OwnersWorld.field("r", DataType.INTEGER), OwnersWorld.field("region", DataType.varchar(20)));

    private final OwnersWorld spread = new OwnersWorld();
    private final OwnersWorld whole = new OwnersWorld();

    /** @param repeats whether some customers are there twice, the same or with another name */
    private void fill(Random random, boolean repeats) {
        spread.rules = EAGER;
        int owners = 2 + random.nextInt(4);
        tables("customers", CUSTOMERS, owners);
        tables("orders", ORDERS, owners);
        tables("regions", REGIONS, owners);
        for (long key = 0; key < 150; key++) {
            share("customers", random.nextInt(owners), customer(random, key));
            if (repeats && random.nextInt(40) == 0) {
                share("customers", random.nextInt(owners), customer(random, key));
            }
        }
        share("customers", 0, Arrays.asList(null, 1, "nobody", "nothing"));
        for (int i = 0; i < 500; i++) {
            Long customer = random.nextInt(20) == 0 ? null : (Long) (long) random.nextInt(170);
            Long x = random.nextInt(10) == 0 ? null : (Long) (long) (random.nextInt(60) - 10);
            share("orders", random.nextInt(owners), Arrays.asList(customer, x));
        }
        for (int region = 0; region < 5; region++) {
            share("regions", random.nextInt(owners), Arrays.asList(region, "region " + region));
        }
        share("regions", random.nextInt(owners), Arrays.asList(2, "another region 2"));
    }

    private void tables(String table, List<Field> fields, int owners) {
        spread.table(table, TableKind.PARTITIONED, fields);
        whole.table(table, TableKind.PARTITIONED, fields);
        for (int owner = 0; owner < owners; owner++) {
            spread.share(table, OwnersWorld.site(owner), List.of());
        }
        whole.share(table, OwnersWorld.site(0), List.of());
    }

    private void share(String table, int owner, List<@Nullable Object> row) {
        spread.share(table, OwnersWorld.site(owner), List.of(row));
        whole.share(table, OwnersWorld.site(0), List.of(row));
    }

    private static List<@Nullable Object> customer(Random random, long key) {
        String note = "a note that nobody computes with ".repeat(4) + random.nextInt(3);
        return Arrays.asList(
                key, random.nextInt(7), "customer " + random.nextInt(100), random.nextInt(9) == 0 ? null : note);
    }

    /** The groups, and which of them are wanted; the keys of the sort are the first columns. */
    private record Query(String groups, String first) {}

    private static Query query(Random random) {
        String sum = List.of("sum(x)", "count(*)", "max(x)", "sum(x + n)").get(random.nextInt(4));
        String join =
                switch (random.nextInt(4)) {
                    case 0 -> "customers join orders on k = c";
                    case 1 -> "orders join customers on k = c join regions on n = r";
                    case 2 -> "customers left join regions on n = r join orders on k = c";
                    default -> "orders right join customers on k = c";
                };
        String shown = join.contains("regions") ? ", region" : "";
        String groups = "select " + sum + " as s, k, name, note, upper(note) as u" + shown + " from " + join
                + (random.nextBoolean() ? " where x > 5" : "") + " group by k, name, note" + shown;
        String direction = random.nextBoolean() ? " desc" : " desc nulls last";
        String first = " order by 1" + direction + ", 2" + (random.nextInt(3) == 0 ? ", name" : "") + " limit "
                + random.nextInt(12) + (random.nextInt(3) == 0 ? " offset " + random.nextInt(5) : "");
        return new Query(groups, first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void showsTheFirstGroups(long seed) {
        Random random = new Random(seed);
        fill(random, seed % 2 == 0);
        Engine atMany = spread.engine();
        Engine atOne = whole.engine();
        int late = 0;
        for (int i = 0; i < QUERIES; i++) {
            Query query = query(random);
            String sql = query.groups + query.first;
            List<String> found = spread.rows(atMany, sql);
            assertThat(sortKeys(found))
                    .as("seed %d, query %d: %s", seed, i, sql)
                    .isEqualTo(sortKeys(whole.rows(atOne, sql)));
            // Which of those that the sort does not part are shown may differ.
            List<String> all = new ArrayList<>(whole.rows(atOne, query.groups));
            assertThat(found).as("seed %d, query %d: %s", seed, i, sql).allMatch(all::remove);
            late += String.join("\n", spread.rows(atMany, "explain " + sql)).contains("late columns") ? 1 : 0;
        }
        assertThat(late).isGreaterThan(QUERIES / 8);
    }

    private static List<String> sortKeys(List<String> rows) {
        return rows.stream()
                .map(row -> row.substring(0, row.indexOf('|', row.indexOf('|') + 1)))
                .toList();
    }
}
