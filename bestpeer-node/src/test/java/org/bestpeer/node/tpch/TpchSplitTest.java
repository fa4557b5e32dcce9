package org.bestpeer.node.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TpchSplitTest {
    private static final double SCALE = 0.01;

    static Stream<Arguments> splits() {
        return Arrays.stream(Layout.values())
                .flatMap(layout -> Stream.of(1, 2, 4, 7).map(companies -> Arguments.of(layout, companies)));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void everyRowGoesToExactlyTheCompanyThatIsNamedForIt(Layout layout, int companies) {
        TpchSplit split = new TpchSplit(layout, SCALE, companies);
        for (TpchTable table : TpchTable.values()) {
            List<List<String>> expected = Stream.generate(() -> (List<String>) new ArrayList<String>())
                    .limit(companies)
                    .toList();
            Iterator<Object[]> all = TpchData.rows(table, SCALE);
            for (long index = 0; all.hasNext(); index++) {
                Object[] row = all.next();
                expected.get(split.companyOf(table, index, row)).add(Arrays.toString(row));
            }
            for (int company = 0; company < companies; company++) {
                assertThat(texts(split, table, company)).isEqualTo(expected.get(company));
                assertThat(split.shares(table, company))
                        .isEqualTo(!expected.get(company).isEmpty());
            }
        }
    }

    @Test
    void colocatedKeepsLinesWithTheirOrdersAndSuppliesWithTheirParts() {
        TpchSplit split = new TpchSplit(Layout.COLOCATED, SCALE, 7);
        long highestBefore = 0;
        for (int company = 0; company < 7; company++) {
            List<Long> orders = keys(split, TpchTable.ORDERS, company);
            assertThat(new HashSet<>(keys(split, TpchTable.LINEITEM, company))).isEqualTo(new HashSet<>(orders));
            assertThat(new HashSet<>(keys(split, TpchTable.PARTSUPP, company)))
                    .isEqualTo(new HashSet<>(keys(split, TpchTable.PART, company)));
            assertThat(orders.get(0)).isGreaterThan(highestBefore);
            highestBefore = orders.get(orders.size() - 1);
        }
    }

    @Test
    void supplyChainHasSuppliersFirstAndMoreRetailersOfAnOddNumber() {
        assertThat(new TpchSplit(Layout.SUPPLY_CHAIN, SCALE, 7).companyNames())
                .containsExactly(
                        "supplier-1",
                        "supplier-2",
                        "supplier-3",
                        "retailer-1",
                        "retailer-2",
                        "retailer-3",
                        "retailer-4");
        TpchSplit three = new TpchSplit(Layout.SUPPLY_CHAIN, SCALE, 3);
        assertThat(shared(three, 0)).containsExactlyInAnyOrder("region", "nation", "supplier", "part", "partsupp");
        assertThat(shared(three, 2)).containsExactlyInAnyOrder("customer", "orders", "lineitem");
    }

    @Test
    void aSingleSupplyChainCompanyHasBothRoles() {
        TpchSplit one = new TpchSplit(Layout.SUPPLY_CHAIN, SCALE, 1);

        assertThat(one.companyNames()).containsExactly("company-1");
        assertThat(shared(one, 0)).hasSize(TpchTable.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void aLayoutIsFoundByTheNameItShows(Layout layout) {
        assertThat(Layout.named(layout.label())).contains(layout);
        assertThat(Layout.labels()).contains(layout.label());
    }

    @Test
    void evenSplitsDifferByOneRowAtMost() {
        TpchSplit split = new TpchSplit(Layout.EVEN, SCALE, 7);

        assertThat(texts(split, TpchTable.LINEITEM, 0)).hasSize(8_597);
        assertThat(texts(split, TpchTable.LINEITEM, 6)).hasSize(8_596);
    }

    @Test
    void refusesASplitWithoutCompanies() {
        assertThatThrownBy(() -> new TpchSplit(Layout.EVEN, SCALE, 0)).hasMessageContaining("at least one company");
    }

    private static Set<String> shared(TpchSplit split, int company) {
        Set<String> tables = new HashSet<>();
        for (TpchTable table : TpchTable.values()) {
            if (split.shares(table, company)) {
                tables.add(table.tableName());
            }
        }
        return tables;
    }

    private static List<String> texts(TpchSplit split, TpchTable table, int company) {
        return Streams.stream(split.rows(table, company)).map(Arrays::toString).toList();
    }

    private static List<Long> keys(TpchSplit split, TpchTable table, int company) {
        return Streams.stream(split.rows(table, company))
                .map(row -> (Long) row[0])
                .toList();
    }
}
