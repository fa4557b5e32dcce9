package org.bestpeer.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a measurement found.
 *
 * @param name of the measurement
 * @param figures in the order in which they are shown; numbers and texts without blanks
 * @param failedGoals what was promised and does not hold; empty if all does
 */
record Measurement(String name, Map<String, Object> figures, List<String> failedGoals) {
    Measurement {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        failedGoals = List.copyOf(failedGoals);
    }

    /** One line for scripts: {@code name key=value key=value}. */
    String line() {
        return figures.entrySet().stream()
                .map(figure -> " " + figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining("", name, ""));
    }
}
