package org.bestpeer.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeTest {
    private static final Trade TRADE = new Trade(0.01, 8);

    /** Where a table has the key of the nation. */
    private static final Map<String, Integer> NATION_KEYS = Map.of(
            "region",
            3,
            "nation",
            0,
            "supplier",
            3,
            "part",
            9,
            "partsupp",
            5,
            "customer",
            3,
            "orders",
            9,
            "lineitem",
            16);

    private static List<Object[]> rows(int nation, String table) {
        return ImmutableList.copyOf(
                TRADE.rows(nation).getOrDefault(table, List.<Object[]>of().iterator()));
    }

    private static Set<Object> column(List<Object[]> rows, int column) {
        return rows.stream().map(row -> row[column]).collect(Collectors.toSet());
    }

    @Test
    void everyRowHasTheKeyOfItsNation() {
        for (int nation = 0; nation < TRADE.nations(); nation++) {
            for (String table : TRADE.rows(nation).keySet()) {
                int key = NATION_KEYS.getOrDefault(table, -1);
                assertThat(column(rows(nation, table), key)).as(table).containsExactly((long) nation);
            }
        }
    }

    @Test
    void halfOfTheNationsHaveSuppliersAndHalfRetailers() {
        assertThat(TRADE.nations(Business.SUPPLIER)).containsExactly(0, 1, 2, 3);
        assertThat(TRADE.nations(Business.RETAILER)).containsExactly(4, 5, 6, 7);
        assertThat(TRADE.rows(0)).containsOnlyKeys("region", "nation", "supplier", "part", "partsupp");
        assertThat(TRADE.rows(7)).containsOnlyKeys("region", "nation", "customer", "orders", "lineitem");
        int orders = IntStream.range(4, 8)
                .map(nation -> rows(nation, "orders").size())
                .sum();
        assertThat(orders).isEqualTo(15_000);
    }

    @Test
    void whatBelongsTogetherIsInOneNation() {
        assertThat(column(rows(5, "customer"), 0)).containsAll(column(rows(5, "orders"), 1));
        assertThat(column(rows(5, "orders"), 0)).containsAll(column(rows(5, "lineitem"), 0));
        assertThat(column(rows(2, "supplier"), 0)).containsAll(column(rows(2, "partsupp"), 1));
        assertThat(column(rows(2, "part"), 0)).containsAll(column(rows(2, "partsupp"), 0));
        assertThat(column(rows(2, "region"), 0)).containsAll(column(rows(2, "nation"), 2));
    }

    @Test
    void aPartComesFromFourSuppliers() {
        Map<Object, Set<Object>> suppliers = new TreeMap<>();
        rows(3, "partsupp").forEach(row -> suppliers
                .computeIfAbsent(row[0], part -> new HashSet<>())
                .add(row[1]));

        assertThat(suppliers.values()).allSatisfy(some -> assertThat(some).hasSize(4));
    }

    @Test
    void moreNationsThanTheStandardHasGetNamesOfTheirOwn() {
        Trade many = new Trade(0.02, 50);
        Set<Object> names = IntStream.range(0, many.nations())
                .mapToObj(nation ->
                        ImmutableList.copyOf(many.rows(nation).get("nation")).get(0)[1])
                .collect(Collectors.toSet());

        assertThat(names).hasSize(50).contains("FRANCE", "FRANCE 2");
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertThatThrownBy(() -> new Trade(0.01, 7)).hasMessageContaining("half of the nations have suppliers");
        assertThatThrownBy(() -> new Trade(0.01, 80))
                .hasMessage("scale 0.01 leaves 2 suppliers to each of 40 nations; there must be 4");
    }

    @Test
    void filesHaveTheRowsOfTheNationsThatAreAskedFor(@TempDir Path directory) throws IOException {
        TradeFiles files = TradeFiles.write(TRADE, directory);

        List<Object[]> read = ImmutableList.copyOf(files.rows(new Nations(5, 7)).get("lineitem"));

        List<Object[]> written = new ArrayList<>(rows(5, "lineitem"));
        written.addAll(rows(6, "lineitem"));
        assertThat(read.stream().map(List::of).toList())
                .isEqualTo(written.stream().map(List::of).toList());
        assertThat(files.rows(Nations.one(0))).doesNotContainKey("orders");
    }
}
