package org.bestpeer.benchmarks.overload;

import java.util.List;
import java.util.Map;

/**
 * What came of it.
 *
 * @param figures for the last line
 * @param missed goals that do not hold
 */
public record OverloadResult(Map<String, Object> figures, List<String> missed) {
    public OverloadResult {
        missed = List.copyOf(missed);
    }
}
