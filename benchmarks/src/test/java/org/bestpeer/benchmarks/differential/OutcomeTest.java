package org.bestpeer.benchmarks.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void comparesRowsAsMultisets() {
        Outcome twice = Outcome.rows(List.of(row(1, null), row(1, null), row(2, "x")));

        assertThat(twice.difference(Outcome.rows(List.of(row(2, "x"), row(1, null), row(1, null))), List.of()))
                .isEmpty();
        assertThat(twice.difference(Outcome.rows(List.of(row(2, "x"), row(1, null), row(2, "x"))), List.of()))
                .contains("rows only expected: [[1, null]]; rows only got: [[2, x]]");
        assertThat(twice.difference(Outcome.rows(List.of(row(2, "x"), row(1, null))), List.of()))
                .isPresent();
    }

    @Test
    void comparesTheSequenceOfTheColumnsThatAreOrderedBy() {
        Outcome rows = Outcome.rows(List.of(row("a", 1), row("b", 1)));
        Outcome swapped = Outcome.rows(List.of(row("b", 1), row("a", 1)));

        assertThat(rows.difference(swapped, List.of(1))).isEmpty();
        assertThat(rows.difference(swapped, List.of(0))).isPresent();
    }

    @Test
    void errorsAreEqualIfTheirClassesAre() {
        Outcome overflow = Outcome.error("22003", "too large");

        assertThat(overflow.difference(Outcome.error("22012", "zero"), List.of()))
                .isEmpty();
        assertThat(overflow.difference(Outcome.error("42703", "no column"), List.of()))
                .contains("expected error 22003 too large, got error 42703 no column");
        assertThat(overflow.difference(Outcome.rows(List.of()), List.of())).isPresent();
    }

    @Test
    void equalNumbersAreEqualWhateverTheirTypes() {
        assertThat(Plain.of(DataType.decimal(5, 2), new BigDecimal("1.50")))
                .isEqualTo(Plain.of(DataType.decimal(5, 1), new BigDecimal("1.5")));
        assertThat(Plain.of(DataType.INTEGER, 10)).isEqualTo(Plain.of(DataType.decimal(5, 2), new BigDecimal("10.00")));
    }

    @Test
    void aCaseHasTwoNumbers() {
        assertThat(CaseNumber.parse("12.34")).isEqualTo(new CaseNumber(12, 34)).hasToString("12.34");
        assertThatThrownBy(() -> CaseNumber.parse("12")).hasMessage("a case is ROUND.NUMBER, as in 12.34: 12");
    }
}
