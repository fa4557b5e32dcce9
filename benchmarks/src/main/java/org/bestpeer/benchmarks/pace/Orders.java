package org.bestpeer.benchmarks.pace;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchTable;

/** The orders of a scale by key, straight from the generator: what is asked by key, and the right answers. Immutable. */
public final class Orders {
    private static final int KEY = 0;
    private static final int CUSTOMER = 1;
    private static final int PRICE = 3;

    private final List<Long> keys = new ArrayList<>();
    private final Map<Long, Order> byKey = new HashMap<>();

    private record Order(long customer, BigDecimal price) {}

    /** All orders of that scale. */
    public Orders(double scale) {
        for (Iterator<Object[]> rows = TpchData.rows(TpchTable.ORDERS, scale); rows.hasNext(); ) {
            Object[] row = rows.next();
            long key = (Long) row[KEY];
            keys.add(key);
            byKey.put(key, new Order((Long) row[CUSTOMER], (BigDecimal) row[PRICE]));
        }
    }

    long anyKey(Random random) {
        return keys.get(random.nextInt(keys.size()));
    }

    /** Reads customer and price, and refuses all but the one right row. */
    void check(long key, ResultSet rows) throws SQLException {
        Order expected = byKey.get(key);
        boolean right = rows.next()
                && expected != null
                && rows.getLong(1) == expected.customer()
                && expected.price().compareTo(rows.getBigDecimal(2)) == 0
                && !rows.next();
        if (!right) {
            throw new SQLException("the answer for order %d is wrong".formatted(key));
        }
    }
}
