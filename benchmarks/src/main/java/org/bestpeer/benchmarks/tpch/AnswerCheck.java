package org.bestpeer.benchmarks.tpch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares an answer with the expected one and says precisely where they differ. */
final class AnswerCheck {
    private static final int DECIMALS = 2;
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
    private static final int MESSAGES = 5;

    private final AnswerShape shape;
    private final List<String> columns;

    private AnswerCheck(AnswerShape shape, List<String> columns) {
        this.shape = shape;
        this.columns = columns;
    }

    /** What differs, at most a few lines; empty if nothing does. */
    static List<String> differences(AnswerShape shape, Answer expected, Answer actual) {
        if (!expected.columns().equals(actual.columns())) {
            return List.of("expected columns %s, got %s".formatted(expected.columns(), actual.columns()));
        }
        if (expected.rows().size() != actual.rows().size()) {
            return List.of("expected %d rows, got %d"
                    .formatted(expected.rows().size(), actual.rows().size()));
        }
        return new AnswerCheck(shape, expected.columns()).compare(expected.rows(), actual.rows());
    }

    private List<String> compare(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
        List<List<@Nullable Object>> left = rounded(expected);
        List<List<@Nullable Object>> right = rounded(actual);
        List<Integer> keys = shape.orderBy().stream().map(columns::indexOf).toList();
        List<String> differences = new ArrayList<>();
        int groupStart = 0;
        for (int row = 0; row < left.size() && differences.size() < MESSAGES; row++) {
            boolean groupEnds = row + 1 == left.size() || !sameKeys(left.get(row), left.get(row + 1), keys);
            if (groupEnds) {
                compareGroup(left, right, groupStart, row + 1, differences);
                groupStart = row + 1;
            }
        }
        return differences.subList(0, Math.min(MESSAGES, differences.size()));
    }

    private static boolean sameKeys(List<@Nullable Object> a, List<@Nullable Object> b, List<Integer> keys) {
        return keys.stream().allMatch(key -> Objects.equals(a.get(key), b.get(key)));
    }

    // Rows that ORDER BY leaves in any order: both sides sorted the same way, then row by row.
    private void compareGroup(
            List<List<@Nullable Object>> left,
            List<List<@Nullable Object>> right,
            int from,
            int to,
            List<String> differences) {
        List<List<@Nullable Object>> expected = sorted(left.subList(from, to));
        List<List<@Nullable Object>> actual = sorted(right.subList(from, to));
        for (int i = 0; i < expected.size(); i++) {
            compareRow(from + i + 1, expected.get(i), actual.get(i), differences);
        }
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    private void compareRow(
            int number, List<@Nullable Object> expected, List<@Nullable Object> actual, List<String> differences) {
        for (int i = 0; i < columns.size(); i++) {
            if (!Objects.equals(expected.get(i), actual.get(i))
                    && !isClose(columns.get(i), expected.get(i), actual.get(i))) {
                differences.add("row %d, column %s: expected %s, got %s"
                        .formatted(number, columns.get(i), shown(expected.get(i)), shown(actual.get(i))));
            }
        }
    }

    private boolean isClose(String column, @Nullable Object expected, @Nullable Object actual) {
        return !shape.exact()
                && shape.rounded().contains(column)
                && expected instanceof BigDecimal left
                && actual instanceof BigDecimal right
                && left.subtract(right).abs().compareTo(HUNDREDTH) <= 0;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof String) {
            return "'" + value + "'";
        }
        // The class tells 0.5 as a floating-point number, which is wrong, from 0.5 as a decimal.
        return value == null
                ? "null"
                : value + " (" + value.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ")";
    }

    private List<List<@Nullable Object>> rounded(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> values = new ArrayList<>(row);
            for (String column : shape.rounded()) {
                int index = columns.indexOf(column);
                values.set(index, rounded(values.get(index)));
            }
            result.add(values);
        }
        return result;
    }

    private @Nullable Object rounded(@Nullable Object value) {
        Object number = !shape.exact() && value instanceof Double real ? BigDecimal.valueOf(real) : value;
        return number instanceof BigDecimal decimal
                ? decimal.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros()
                : number;
    }
}
