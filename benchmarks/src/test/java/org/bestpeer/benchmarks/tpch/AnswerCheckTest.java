package org.bestpeer.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.node.tpch.TpchQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    private static final AnswerShape BY_KEY = AnswerShape.orderedBy("k").rounding("average");

    @Test
    void acceptsTheSameRowsInAnyOrderWithinEqualSortKeys() {
        Answer expected = answer(row(1, "a", "1.00"), row(2, "b", "1.00"), row(2, "c", "1.00"));
        Answer actual = answer(row(1, "a", "1.00"), row(2, "c", "1.00"), row(2, "b", "1.00"));

        assertThat(AnswerCheck.differences(BY_KEY, expected, actual)).isEmpty();
    }

    @Test
    void refusesAnotherOrderOfTheSortKeys() {
        Answer expected = answer(row(1, "a", "1.00"), row(2, "b", "1.00"));
        Answer actual = answer(row(2, "b", "1.00"), row(1, "a", "1.00"));

        assertThat(AnswerCheck.differences(BY_KEY, expected, actual))
                .containsExactly(
                        "row 1, column k: expected 1, got 2",
                        "row 1, column name: expected 'a', got 'b'",
                        "row 2, column k: expected 2, got 1",
                        "row 2, column name: expected 'b', got 'a'");
    }

    @Test
    void comparesAveragesAtTwoDecimalsAndNothingElse() {
        Answer expected = answer(row(1, "a", "25.504999"));

        assertThat(AnswerCheck.differences(BY_KEY, expected, answer(row(1, "a", "25.50"))))
                .isEmpty();
        assertThat(AnswerCheck.differences(BY_KEY, expected, answer(row(1, "a", "25.51"))))
                .containsExactly("row 1, column average: expected 25.5, got 25.51");
        assertThat(AnswerCheck.differences(AnswerShape.orderedBy("k"), expected, answer(row(1, "a", "25.504998"))))
                .containsExactly("row 1, column average: expected 25.504999, got 25.504998");
    }

    @Test
    void refusesAFloatingPointNumberWhereAnExactOneIsDue() {
        Answer actual = new Answer(List.of("k", "name", "average"), List.of(List.of(BigDecimal.ONE, "a", 0.5)));

        assertThat(AnswerCheck.differences(BY_KEY, answer(row(1, "a", "0.5")), actual))
                .containsExactly("row 1, column average: expected 0.5, got 0.5 (double)");
    }

    @Test
    void tellsNullFromAValueAndADateFromItsText() {
        Answer expected = new Answer(List.of("d"), List.of(List.of(LocalDate.EPOCH)));
        Answer text = new Answer(List.of("d"), List.of(List.of("1970-01-01")));
        Answer none = new Answer(List.of("d"), List.of(Arrays.asList((Object) null)));
        AnswerShape unordered = AnswerShape.orderedBy();

        assertThat(AnswerCheck.differences(unordered, expected, text))
                .containsExactly("row 1, column d: expected 1970-01-01 (localdate), got '1970-01-01'");
        assertThat(AnswerCheck.differences(unordered, expected, none))
                .containsExactly("row 1, column d: expected 1970-01-01 (localdate), got null");
    }

    @Test
    void refusesMissingRowsAndOtherColumns() {
        Answer expected = answer(row(1, "a", "1.00"));

        assertThat(AnswerCheck.differences(BY_KEY, expected, answer())).containsExactly("expected 1 rows, got 0");
        assertThat(AnswerCheck.differences(BY_KEY, expected, new Answer(List.of("k", "name"), List.of())))
                .containsExactly("expected columns [k, name, average], got [k, name]");
    }

    @Test
    void knowsOnlyColumnsThatTheQueriesHave() {
        for (TpchQuery query : TpchQuery.all()) {
            AnswerShape shape = AnswerShape.of(query);
            assertThat(shape.orderBy())
                    .allSatisfy(column -> assertThat(query.sql()).contains(column));
            assertThat(shape.rounded())
                    .allSatisfy(column -> assertThat(query.sql()).contains("as " + column));
        }
    }

    private static Answer answer(Object[]... rows) {
        List<List<@Nullable Object>> lists = new ArrayList<>();
        for (Object[] row : rows) {
            lists.add(Arrays.asList(row));
        }
        return new Answer(List.of("k", "name", "average"), lists);
    }

    private static Object[] row(int key, String name, String average) {
        return new Object[] {BigDecimal.valueOf(key), name, new BigDecimal(average).stripTrailingZeros()};
    }
}
