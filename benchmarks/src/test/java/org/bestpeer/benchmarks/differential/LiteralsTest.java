package org.bestpeer.benchmarks.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.bestpeer.engine.type.DataType;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    private static final DataType WIDE = DataType.decimal(8, 2);

    @Test
    void aBareDecimalHasTheDigitsOfItsText() {
        assertThat(Literals.type(WIDE, new BigDecimal("336.26"))).isEqualTo(DataType.decimal(5, 2));
        assertThat(Literals.type(WIDE, new BigDecimal("-0.05"))).isEqualTo(DataType.decimal(3, 2));
        assertThat(Literals.type(WIDE, new BigDecimal("0.00"))).isEqualTo(DataType.decimal(3, 2));
    }

    @Test
    void aCastNumberKeepsItsType() {
        assertThat(Literals.type(DataType.decimal(9, 0), BigDecimal.ONE)).isEqualTo(DataType.decimal(9, 0));
        assertThat(Literals.type(DataType.BIGINT, 1L)).isEqualTo(DataType.BIGINT);
    }
}
