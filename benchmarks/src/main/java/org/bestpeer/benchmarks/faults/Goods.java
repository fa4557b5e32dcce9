package org.bestpeer.benchmarks.faults;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The rows that the companies of a faults' network share: enough for more than 20 batches of each owner. */
final class Goods {
    static final String SCHEMA =
            """
            CREATE TABLE sale (id INTEGER NOT NULL, part INTEGER NOT NULL, kind INTEGER NOT NULL, amount DECIMAL(12, 2),
                note VARCHAR(40), PRIMARY KEY (id));
            CREATE TABLE part (id INTEGER NOT NULL, kind INTEGER NOT NULL, name VARCHAR(40), PRIMARY KEY (id));
            CREATE TABLE kind (id INTEGER NOT NULL, label VARCHAR(40), PRIMARY KEY (id));
            """;

    /** Rows of one owner's sale. */
    static final int SALES = 10_900;

    private static final int HOME_SALES = 800;
    private static final int PARTS = 600;
    private static final int KINDS = 20;
    /** The owner of kind. */
    private static final int KIND_OWNER = 2;

    private Goods() {}

    /** Rows of a company; number 0 is that of the home peer. */
    static Map<String, Iterator<Object[]>> of(int company) {
        Map<String, Iterator<Object[]>> rows = new LinkedHashMap<>();
        // Keys of all companies are mixed, so that no promised range tells who has one.
        rows.put("sale", rows(company == 0 ? HOME_SALES : SALES, i -> sale(i * Site.COMPANIES + company)));
        if (company > 0) {
            rows.put("part", rows(PARTS, i -> part(i * Site.COMPANIES + company)));
        }
        if (company == KIND_OWNER) {
            rows.put("kind", rows(KINDS, i -> new Object[] {i, "kind number " + i}));
        }
        return rows;
    }

    private static Iterator<Object[]> rows(int count, IntFunction<Object[]> row) {
        return IntStream.range(0, count).mapToObj(row).iterator();
    }

    private static Object[] sale(int id) {
        int mixed = (int) ((id * 2_654_435_761L) >>> 8 & 0x7FFFFFFF);
        int part = mixed % (PARTS * Site.COMPANIES);
        return new Object[] {
            id, part, mixed % KINDS, BigDecimal.valueOf(mixed % 1_000_000, 2), "sale " + Integer.toHexString(mixed)
        };
    }

    private static Object[] part(int id) {
        return new Object[] {id, id % KINDS, "part " + id};
    }
}
