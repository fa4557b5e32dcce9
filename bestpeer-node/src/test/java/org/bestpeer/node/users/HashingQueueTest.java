package org.bestpeer.node.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bestpeer.engine.BestPeerException;
import org.junit.jupiter.api.Test;

class HashingQueueTest {
    @Test
    void runsSomeLetsSomeWaitAndRefusesTheOthers() throws Exception {
        HashingQueue queue = new HashingQueue(2, 1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            results.add(threads.submit(() -> queue.run(() -> {
                started.incrementAndGet();
                awaitUninterrupted(release);
                return 1;
            })));
        }
        Awaitility.await().until(() -> started.get() == 2 && queue.isFull());
        assertThatThrownBy(() -> queue.run(() -> 1))
                .isInstanceOf(BestPeerException.class)
                .hasMessageContaining("too many logins");
        assertThat(started).hasValue(2);
        release.countDown();
        for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(1);
        }
        threads.shutdown();
        assertThat(queue.run(() -> 2)).isEqualTo(2);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
