package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class IndexKeysTest {
    private static final PeerId ACME = new PeerId("acme-1");

    @Test
    void aLookupFindsTheKeysOfAllPublishersAndNoOthers() {
        KeyRange orders = IndexKeys.all(IndexKind.RANGE, "orders", "id");

        assertThat(orders.contains(IndexKeys.of(IndexKind.RANGE, "orders", "id", ACME)))
                .isTrue();
        assertThat(orders.contains(IndexKeys.of(IndexKind.RANGE, "orders", "id", new PeerId("zeta-9"))))
                .isTrue();
        assertThat(orders.contains(IndexKeys.of(IndexKind.RANGE, "orders", "id2", ACME)))
                .isFalse();
        assertThat(orders.contains(IndexKeys.of(IndexKind.RANGE, "orders2", "id", ACME)))
                .isFalse();
        assertThat(orders.contains(IndexKeys.of(IndexKind.COLUMN, "orders", "id", ACME)))
                .isFalse();
    }

    @Test
    void aZeroInANameDoesNotEndIt() {
        KeyRange table = IndexKeys.all(IndexKind.TABLE, "a", "");

        assertThat(table.contains(IndexKeys.of(IndexKind.TABLE, "a\0b", "", ACME)))
                .isFalse();
    }
}
