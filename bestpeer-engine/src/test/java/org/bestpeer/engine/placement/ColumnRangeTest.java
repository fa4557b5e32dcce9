package org.bestpeer.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnRangeTest {
    @Test
    void rangesThatShareABoundAreNotApart() {
        assertThat(new ColumnRange("c", 1, 5).isApartFrom(new ColumnRange("c", 6L, null)))
                .isTrue();
        assertThat(new ColumnRange("c", 1, 5).isApartFrom(new ColumnRange("c", 5L, null)))
                .isFalse();
        assertThat(new ColumnRange("c", 0.0, 5.0).isApartFrom(new ColumnRange("c", -5.0, -0.0)))
                .isFalse();
    }

    @Test
    void rangesThatCannotBeComparedAreNotApart() {
        assertThat(new ColumnRange("c", 1, 5).isApartFrom(new ColumnRange("c", "6", null)))
                .isFalse();
        assertThat(new ColumnRange("c", new byte[] {1}, new byte[] {2})
                        .isApartFrom(new ColumnRange("c", new byte[] {3}, null)))
                .isFalse();
        assertThat(new ColumnRange("c", 1, null).isApartFrom(new ColumnRange("c", null, null)))
                .isFalse();
    }
}
