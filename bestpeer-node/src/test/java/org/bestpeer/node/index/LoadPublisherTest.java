package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.placement.TableStatistics;
import org.junit.jupiter.api.Test;

class LoadPublisherTest {
    private final FakeOverlay overlay = new FakeOverlay();
    private final List<String> events = new ArrayList<>();
    private final IndexPublisher publisher = Orders.publisher(overlay, "acme");
    private final LoadPublisher loads = new LoadPublisher(
            publisher, tables -> events.add("shared " + String.join(", ", tables)), Duration.ofMillis(1));

    @Test
    void announcesWiderRangesBeforeTheRowsShow() {
        overlay.onPublish = () -> events.add("published");

        assertThat(loads.publish(new Load(Orders.between(1, 10)))).isEqualTo(2);

        assertThat(events).containsExactly("published", "shared orders", "visible", "published");
    }

    @Test
    void showsRowsWithinThePublishedRangeAtOnce() {
        publisher.publish(Orders.TABLE, 1, Orders.between(1, 100)).join();
        overlay.onPublish = () -> events.add("published");

        loads.publish(new Load(Orders.between(1, 100)));

        assertThat(events).containsExactly("visible", "published");
    }

    @Test
    void anAnnouncementCoversTheOldRowsUntilTheNewOnesShow() {
        publisher.publish(Orders.TABLE, 1, Orders.between(1, 100)).join();
        List<Object> mins = new ArrayList<>();
        overlay.onPublish = () -> mins.add(publisher
                .published(Orders.TABLE)
                .orElseThrow()
                .columns()
                .get("id")
                .min());

        loads.publish(new Load(Orders.between(50, 200)));

        assertThat(mins).containsExactly(1L, 50L);
    }

    @Test
    void dropsTheRowsWhenTheyCannotBeAnnounced() {
        overlay.onPublish = () -> {
            throw new IllegalStateException("no index");
        };

        assertThatThrownBy(() -> loads.publish(new Load(Orders.between(1, 10)))).hasMessage("no index");
        assertThat(events).containsExactly("discarded");
    }

    private final class Load implements StagedLoad {
        private final TableStatistics after;

        Load(TableStatistics after) {
            this.after = after;
        }

        @Override
        public TableDefinition table() {
            return Orders.TABLE;
        }

        @Override
        public long currentVersion() {
            return 1;
        }

        @Override
        public TableStatistics statisticsAfter() {
            return after;
        }

        @Override
        public long makeVisible() {
            events.add("visible");
            return 2;
        }

        @Override
        public void discard() {
            events.add("discarded");
        }
    }
}
