package org.bestpeer.overlay.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private record Order(long time, long sequence) implements Comparable<Order> {
        @Override
        public int compareTo(Order other) {
            return time == other.time ? Long.compare(sequence, other.sequence) : Long.compare(time, other.time);
        }
    }

    private static final class Nothing extends Event {
        @Override
        boolean fire() {
            return true;
        }
    }

    @Test
    void behavesAsASortedMapDoes() {
        SplittableRandom random = new SplittableRandom(1);
        EventQueue queue = new EventQueue();
        TreeMap<Order, Event> model = new TreeMap<>();
        for (int i = 0; i < 200_000; i++) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                Order order = new Order(random.nextInt(500), i);
                Event event = new Nothing();
                queue.add(order.time, event);
                model.put(order, event);
            } else if (choice < 8) {
                Map.Entry<Order, Event> first = model.pollFirstEntry();
                assertThat(queue.firstTime()).isEqualTo(first == null ? Long.MAX_VALUE : first.getKey().time);
                assertThat(queue.poll()).isSameAs(first == null ? null : first.getValue());
            } else {
                Map.Entry<Order, Event> some = model.ceilingEntry(new Order(random.nextInt(500), 0));
                if (some != null) {
                    model.remove(some.getKey());
                    assertThat(queue.remove(some.getValue())).isTrue();
                    assertThat(queue.remove(some.getValue())).isFalse();
                }
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }
}
