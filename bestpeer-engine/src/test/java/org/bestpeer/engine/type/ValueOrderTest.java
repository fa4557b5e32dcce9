package org.bestpeer.engine.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
    @Test
    void numbersAreComparedByValueWhateverHoldsThem() {
        assertThat(ValueOrder.compare(7, 7L)).isZero();
        assertThat(ValueOrder.compare(7L, new BigDecimal("7.00"))).isZero();
        assertThat(ValueOrder.compare(new BigDecimal("6.99"), 7)).isNegative();
        assertThat(ValueOrder.compare(7.5, 7)).isPositive();
        assertThat(ValueOrder.compare(Long.MAX_VALUE, Long.MAX_VALUE - 1)).isPositive();
    }

    @Test
    void negativeZeroEqualsZero() {
        assertThat(ValueOrder.compare(-0.0, 0.0)).isZero();
        assertThat(ValueOrder.compare(-1.0, -0.0)).isNegative();
    }

    @Test
    void textsAreComparedByCodePoint() {
        assertThat(ValueOrder.compare("\uD83D\uDE00", "\uFFFD")).isPositive();
        assertThat(ValueOrder.compare("ab", "abc")).isNegative();
        assertThat(ValueOrder.compare("b", "abc")).isPositive();
    }

    @Test
    void valuesWithoutACommonOrderAreNotPutInOne() {
        assertThat(ValueOrder.compare("7", 7)).isZero();
        assertThat(ValueOrder.compare(true, 1)).isZero();
        assertThat(ValueOrder.compare(new byte[] {1}, new byte[] {2})).isZero();
        assertThat(ValueOrder.compare(false, true)).isNegative();
    }
}
