package org.bestpeer.benchmarks.throughput;

import com.google.common.collect.Iterators;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchSplit;
import org.bestpeer.node.tpch.TpchTable;

/**
 * The rows of TPC-H, split among so many nations: the first half of them has suppliers, the other half retailers. Each row has the
 * key of its nation; orders are of customers of the same nation, and parts come from suppliers of the same nation. Every nation has
 * a row of its own and one of its region.
 *
 * @param scale of TPC-H, of all nations together
 * @param nations how many there are, an even number
 */
record Trade(double scale, int nations) {
    private static final String SCHEMA = "/throughput/schema.sql";
    private static final int REAL_NATIONS = 25;
    private static final int SUPPLIERS_OF_PART = 4;
    private static final int CUSTOMER_NATION = 3;

    Trade {
        if (nations < 2 || nations % 2 != 0) {
            throw new IllegalArgumentException("half of the nations have suppliers, half retailers: " + nations);
        }
        Keys suppliers = Keys.of(split(scale, nations), TpchTable.SUPPLIER, 0);
        if (suppliers.count < SUPPLIERS_OF_PART) {
            throw new IllegalArgumentException("scale %s leaves %d suppliers to each of %d nations; there must be %d"
                    .formatted(scale, suppliers.count, nations / 2, SUPPLIERS_OF_PART));
        }
    }

    /** Keys of a table's rows in a nation: so many from the first on. */
    private record Keys(long first, long count) {
        static Keys of(TpchSplit split, TpchTable table, int nation) {
            Iterator<Object[]> rows = split.rows(table, nation);
            long first = (Long) rows.next()[0];
            return new Keys(first, 1 + Iterators.size(rows));
        }

        long at(long number) {
            return first + number % count;
        }
    }

    private static TpchSplit split(double scale, int nations) {
        return new TpchSplit(Layout.SUPPLY_CHAIN, scale, nations);
    }

    /** The global schema. */
    static String schema() {
        try (InputStream in = Objects.requireNonNull(Trade.class.getResourceAsStream(SCHEMA))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Business business(int nation) {
        return nation < nations / 2 ? Business.SUPPLIER : Business.RETAILER;
    }

    /** The nations of that business. */
    List<Integer> nations(Business business) {
        return IntStream.range(0, nations)
                .filter(n -> business(n) == business)
                .boxed()
                .toList();
    }

    /** All rows of a nation, by table. */
    Map<String, Iterator<Object[]>> rows(int nation) {
        Map<String, Iterator<Object[]>> rows = new LinkedHashMap<>();
        for (TpchTable table : TpchTable.values()) {
            if (table.isReference() || split(scale, nations).shares(table, nation)) {
                rows.put(table.tableName(), rows(table, nation));
            }
        }
        return rows;
    }

    private Iterator<Object[]> rows(TpchTable table, int nation) {
        TpchSplit split = split(scale, nations);
        long key = nation;
        return switch (table) {
            case REGION -> Iterators.singletonIterator(with(region(nation), key));
            case NATION -> Iterators.singletonIterator(changed(nation(nation), 0, key));
            case SUPPLIER, CUSTOMER ->
                Iterators.transform(split.rows(table, nation), row -> changed(row, CUSTOMER_NATION, key));
            case PART, LINEITEM -> Iterators.transform(split.rows(table, nation), row -> with(row, key));
            case PARTSUPP -> Iterators.transform(split.rows(table, nation), supplies(split, nation)::apply);
            case ORDERS -> {
                Keys customers = Keys.of(split, TpchTable.CUSTOMER, nation);
                yield Iterators.transform(
                        split.rows(table, nation), row -> with(changed(row, 1, customers.at((Long) row[1])), key));
            }
        };
    }

    /** Rows come in key order, those of a part one after the other: each gets another supplier. */
    private static UnaryOperator<Object[]> supplies(TpchSplit split, int nation) {
        Keys suppliers = Keys.of(split, TpchTable.SUPPLIER, nation);
        long step = suppliers.count / SUPPLIERS_OF_PART;
        long[] seen = {0};
        return row -> {
            long supplier = suppliers.at((Long) row[0] + seen[0]++ % SUPPLIERS_OF_PART * step);
            return with(changed(row, 1, supplier), (long) nation);
        };
    }

    private Object[] nation(int nation) {
        Object[] row = row(TpchTable.NATION, nation % REAL_NATIONS);
        // There may be more nations than the standard has names.
        String more = nation < REAL_NATIONS ? "" : " " + (1 + nation / REAL_NATIONS);
        return changed(row, 1, row[1] + more);
    }

    private Object[] region(int nation) {
        return row(TpchTable.REGION, (Long) nation(nation)[2]);
    }

    private Object[] row(TpchTable table, long key) {
        Iterator<Object[]> rows = TpchData.rows(table, scale);
        while (rows.hasNext()) {
            Object[] row = rows.next();
            if (row[0].equals(key)) {
                return row;
            }
        }
        throw new IllegalStateException("no row of %s has the key %d".formatted(table, key));
    }

    private static Object[] with(Object[] row, Object last) {
        Object[] longer = Arrays.copyOf(row, row.length + 1);
        longer[row.length] = last;
        return longer;
    }

    private static Object[] changed(Object[] row, int column, Object value) {
        Object[] other = row.clone();
        other[column] = value;
        return other;
    }
}
