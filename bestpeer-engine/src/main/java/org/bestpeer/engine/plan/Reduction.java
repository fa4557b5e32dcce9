package org.bestpeer.engine.plan;

import java.util.List;
import java.util.Map;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Site;

/**
 * A fragment is sent the keys of another one's rows, and sends only rows with such a key.
 *
 * @param source the fragment whose rows have the keys
 * @param sourceColumns its columns that make the key
 * @param columns the columns of the reduced fragment's result that are the key
 * @param ranges by site: what is promised of the first of these columns; who has none of the keys is not asked
 * @param estimatedBytes bytes of keys thought to be sent, to all sites
 */
public record Reduction(
        int source,
        List<Integer> sourceColumns,
        List<Integer> columns,
        Map<Site, ColumnRange> ranges,
        double estimatedBytes) {
    public Reduction {
        sourceColumns = List.copyOf(sourceColumns);
        columns = List.copyOf(columns);
        ranges = Map.copyOf(ranges);
    }
}
