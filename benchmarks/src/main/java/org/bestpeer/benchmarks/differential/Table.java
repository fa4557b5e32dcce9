package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A made-up table with its rows and who owns them.
 *
 * @param reference whether it is a reference table: every owner has all rows, the first one is the publisher
 * @param shares rows of each owner by the owner's number; of a reference table each share is the whole
 */
record Table(String name, List<Column> columns, boolean reference, Map<Integer, List<List<@Nullable Object>>> shares) {
    Table {
        columns = List.copyOf(columns);
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /** All rows once. */
    List<List<@Nullable Object>> rows() {
        if (reference) {
            return shares.values().iterator().next();
        }
        List<List<@Nullable Object>> all = new ArrayList<>();
        shares.values().forEach(all::addAll);
        return all;
    }

    /** The rows of one owner. */
    List<List<@Nullable Object>> rows(int owner) {
        return shares.getOrDefault(owner, List.of());
    }

    Table withShares(Map<Integer, List<List<@Nullable Object>>> others) {
        return new Table(name, columns, reference, others);
    }
}
