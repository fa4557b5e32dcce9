package org.bestpeer.benchmarks.throughput;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of it.
 *
 * @param figures for the last line
 * @param table for people
 * @param missed goals that do not hold
 */
public record ThroughputResult(Map<String, Object> figures, List<String> table, List<String> missed) {
    public ThroughputResult {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        table = List.copyOf(table);
        missed = List.copyOf(missed);
    }
}
