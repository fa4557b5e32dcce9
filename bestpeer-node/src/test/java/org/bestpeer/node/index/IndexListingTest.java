package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexListingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeOverlay overlay = new FakeOverlay();
    private final IndexListing listing = new IndexListing(overlay);

    @BeforeEach
    void publish() {
        Orders.publisher(overlay, "acme")
                .publish(Orders.TABLE, 3, Orders.between(5, 9))
                .join();
        Orders.publisher(overlay, "bolt")
                .publish(Orders.PARTS, 8, Orders.between(1, 2))
                .join();
    }

    @Test
    void listsEveryEntry() {
        assertThat(listing.all(PATIENCE)).hasSameSizeAs(overlay.entries);
        assertThat(listing.all(PATIENCE))
                .filteredOn(
                        entry -> entry.kind().equals("range") && entry.column().equals("id"))
                .satisfiesExactly(
                        orders -> {
                            assertThat(orders.table()).isEqualTo("orders");
                            assertThat(orders.rows()).isEqualTo(5);
                            assertThat(orders.values()).contains(new ColumnStatistics(5L, 9L, 5, 0));
                            assertThat(orders.source().publisher()).isEqualTo(Orders.peer("acme"));
                            assertThat(orders.source().company()).isEqualTo("acme");
                            assertThat(orders.source().loadVersion()).isEqualTo(3);
                        },
                        parts -> assertThat(parts.table()).isEqualTo("parts"));
    }

    @Test
    void listsTheTableIndexAlone() {
        assertThat(listing.tables(PATIENCE)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo("table");
            assertThat(entry.column()).isEmpty();
            assertThat(entry.values()).isEmpty();
        });
        assertThat(overlay.asked).containsExactly(IndexKind.TABLE);
    }

    @Test
    void isAllOrAnError() {
        overlay.broken = true;

        assertThat(catchThrowableOfType(BestPeerException.class, () -> listing.all(PATIENCE)))
                .hasMessage("the index cannot be read: peer acme-1 does not answer")
                .extracting(BestPeerException::code)
                .isEqualTo(ErrorCode.OWNER_UNREACHABLE);
    }

    @Test
    void waitsNoLongerThanItMay() {
        overlay.held = new ArrayList<>();

        assertThat(catchThrowableOfType(BestPeerException.class, () -> listing.tables(Duration.ofMillis(1)))
                        .code())
                .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
}
