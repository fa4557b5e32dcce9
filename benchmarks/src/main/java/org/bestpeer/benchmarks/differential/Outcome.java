package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said to a query: rows, or an error.
 *
 * @param rows values in classes that can be compared, see {@link Plain}; in the order in which they came
 * @param error SQLState and message, if there was one; then there are no rows
 */
record Outcome(List<List<@Nullable Object>> rows, Optional<Fault> error) {
    private static final int SHOWN = 6;

    /** An error as a SQLState with a message. */
    record Fault(String state, String message) {
        @Override
        public String toString() {
            return state + " " + message.lines().findFirst().orElse("");
        }
    }

    static Outcome rows(List<List<@Nullable Object>> rows) {
        return new Outcome(rows, Optional.empty());
    }

    static Outcome error(@Nullable String state, @Nullable String message) {
        return new Outcome(List.of(), Optional.of(new Fault(String.valueOf(state), String.valueOf(message))));
    }

    boolean isError(String state) {
        return error.map(fault -> fault.state().startsWith(state)).orElse(false);
    }

    /**
     * How another outcome differs from this one; empty if it does not. Errors are equal if their classes are.
     *
     * @param order columns (from 0) whose values come in the same sequence
     */
    Optional<String> difference(Outcome other, List<Integer> order) {
        if (error.isPresent() || other.error.isPresent()) {
            boolean same = error.isPresent() && other.error.isPresent() && sameClass(error.get(), other.error.get());
            return same ? Optional.empty() : Optional.of("expected %s, got %s".formatted(this, other));
        }
        if (rows.size() != other.rows.size()) {
            return Optional.of("expected %s, got %s".formatted(this, other));
        }
        Optional<String> unequal = multisetDifference(other);
        return unequal.isPresent() ? unequal : orderDifference(other, order);
    }

    private static boolean sameClass(Fault a, Fault b) {
        return a.state().substring(0, 2).equals(b.state().substring(0, 2));
    }

    private Optional<String> multisetDifference(Outcome other) {
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        other.rows.forEach(row -> counts.merge(row, -1, Integer::sum));
        List<List<@Nullable Object>> missing = new ArrayList<>();
        List<List<@Nullable Object>> surplus = new ArrayList<>();
        counts.forEach((row, count) -> {
            if (count > 0) {
                missing.add(row);
            } else if (count < 0) {
                surplus.add(row);
            }
        });
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("rows only expected: %s; rows only got: %s".formatted(shown(missing), shown(surplus)));
    }

    private Optional<String> orderDifference(Outcome other, List<Integer> order) {
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Object> expected = rows.get(i);
            List<@Nullable Object> actual = other.rows.get(i);
            for (int column : order) {
                if (!Objects.equals(expected.get(column), actual.get(column))) {
                    return Optional.of("row %d in wrong order: expected %s, got %s".formatted(i + 1, expected, actual));
                }
            }
        }
        return Optional.empty();
    }

    private static String shown(List<List<@Nullable Object>> rows) {
        String text = rows.subList(0, Math.min(SHOWN, rows.size())).toString();
        return rows.size() > SHOWN ? text + " and " + (rows.size() - SHOWN) + " more" : text;
    }

    @Override
    public String toString() {
        return error.map(fault -> "error " + fault).orElseGet(() -> rows.size() + " rows " + shown(rows));
    }
}
