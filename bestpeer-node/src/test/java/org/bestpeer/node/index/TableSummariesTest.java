package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSummariesTest {
    private static final Duration OLD = Duration.ofSeconds(11);

    private final FakeOverlay overlay = new FakeOverlay();
    private long now = 1;
    private final TableSummaries summaries = new TableSummaries(overlay, () -> now);

    @Test
    void anOldFirstAnswerIsAskedForAnew() {
        assertThat(find()).isEmpty();
        publish("acme");
        assertThat(find()).as("still fresh").isEmpty();
        now += OLD.toNanos();

        summaries.find("orders").join();
        assertThat(find()).containsExactly("acme-1");
        assertThat(overlay.lookups).isEqualTo(2);
    }

    @Test
    void aFailedFirstAnswerIsAskedForAnew() {
        publish("acme");
        overlay.broken = true;
        assertThat(find()).isEmpty();
        overlay.broken = false;
        now += OLD.toNanos();

        summaries.find("orders").join();
        assertThat(find()).containsExactly("acme-1");
    }

    @Test
    void whatWasKnownServesWhileItIsAskedForAnew() {
        publish("acme");
        find();
        publish("bolt");
        List<Runnable> held = new ArrayList<>();
        overlay.held = held;
        now += OLD.toNanos();

        assertThat(find()).containsExactly("acme-1");
        assertThat(summaries.known("orders")).containsOnlyKeys("acme-1");
        assertThat(overlay.lookups).as("one question is enough").isEqualTo(2);

        held.forEach(Runnable::run);
        assertThat(find()).containsExactlyInAnyOrder("acme-1", "bolt-1");
    }

    @Test
    void whatIsKnownIsAskedForAnewWhenItIsOld() {
        publish("acme");
        assertThat(summaries.known("orders")).as("nobody asked yet").isEmpty();
        find();
        publish("bolt");
        now += OLD.toNanos();

        summaries.known("orders");
        assertThat(summaries.known("orders")).containsOnlyKeys("acme-1", "bolt-1");
    }

    @Test
    void nothingIsKnownUntilTheFirstAnswer() {
        publish("acme");
        List<Runnable> held = new ArrayList<>();
        overlay.held = held;

        assertThat(summaries.find("orders")).isNotDone();
        assertThat(summaries.known("orders")).isEmpty();
        held.forEach(Runnable::run);
        assertThat(summaries.known("orders")).containsOnlyKeys("acme-1");
        assertThat(overlay.lookups).isEqualTo(1);
    }

    @Test
    void aFailureLeavesWhatWasKnown() {
        publish("acme");
        find();
        overlay.broken = true;
        now += OLD.toNanos();

        assertThat(find()).containsExactly("acme-1");
        assertThat(find()).containsExactly("acme-1");
        assertThat(overlay.lookups).isEqualTo(2);
    }

    private List<String> find() {
        return List.copyOf(summaries.find("orders").join().keySet());
    }

    private void publish(String company) {
        Orders.publisher(overlay, company)
                .publish(Orders.TABLE, 1, Orders.between(1, 100))
                .join();
    }
}
