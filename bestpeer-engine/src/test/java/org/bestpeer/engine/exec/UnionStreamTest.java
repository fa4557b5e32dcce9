package org.bestpeer.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnionStreamTest {
    private static final List<Field> FIELDS = List.of(new Field("x", DataType.INTEGER));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Gives so many one-row batches; fails after them if told to. */
    private static final class Numbers implements BatchStream {
        final AtomicInteger given = new AtomicInteger();
        final CountDownLatch closed = new CountDownLatch(1);
        final int count;
        final boolean fails;

        Numbers(int count, boolean fails) {
            this.count = count;
            this.fails = fails;
        }

        @Override
        public List<Field> fields() {
            return FIELDS;
        }

        @Override
        public @Nullable Batch next() {
            if (given.get() == count) {
                if (fails) {
                    throw new BestPeerException(ErrorCode.STALE, "data changed");
                }
                return null;
            }
            BatchBuilder builder = BatchBuilder.of(FIELDS);
            builder.append(given.incrementAndGet());
            return builder.build();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void givesAllBatchesOfAllStreams() {
        List<BatchStream> inputs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            inputs.add(new Numbers(100, false));
        }
        try (UnionStream union = new UnionStream(FIELDS, inputs, threads)) {
            assertThat(drain(union)).isEqualTo(500);
            assertThat(union.next()).isNull();
        }

        assertThat(inputs).allMatch(input -> ((Numbers) input).closed.getCount() == 0);
    }

    private static int drain(BatchStream stream) {
        int batches = 0;
        while (stream.next() != null) {
            batches++;
        }
        return batches;
    }

    @Test
    void readsOneAfterTheOtherWithASingleThread() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        List<BatchStream> inputs = List.of(new Numbers(50, false), new Numbers(50, false));
        try (UnionStream union = new UnionStream(FIELDS, inputs, one)) {
            assertThat(drain(union)).isEqualTo(100);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void isEmptyWithoutStreams() {
        try (UnionStream union = new UnionStream(FIELDS, List.of(), threads)) {
            assertThat(union.next()).isNull();
        }
    }

    @Test
    void theFirstFailureEndsIt() {
        Numbers endless = new Numbers(Integer.MAX_VALUE, false);
        try (UnionStream union = new UnionStream(FIELDS, List.of(endless, new Numbers(3, true)), threads)) {
            assertThatThrownBy(() -> drain(union))
                    .isInstanceOfSatisfying(
                            BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALE));
        }
        Awaitility.await().until(() -> endless.closed.getCount() == 0);
    }

    @Test
    void waitsForASlowReader() {
        Numbers fast = new Numbers(1000, false);
        try (UnionStream union = new UnionStream(FIELDS, List.of(fast), threads)) {
            assertThat(union.next()).isNotNull();
            Awaitility.await().until(() -> fast.given.get() >= 3);
            assertThat(fast.given.get()).isLessThan(8);
        }
    }

    @Test
    void closingEndsAWaitingReader() {
        CountDownLatch never = new CountDownLatch(1);
        BatchStream silent = new BatchStream() {
            @Override
            public List<Field> fields() {
                return FIELDS;
            }

            @Override
            public @Nullable Batch next() {
                try {
                    never.await();
                    return null;
                } catch (InterruptedException e) {
                    throw new BestPeerException(ErrorCode.CANCELLED, "interrupted", e);
                }
            }

            @Override
            public void close() {
                never.countDown();
            }
        };
        UnionStream union = new UnionStream(FIELDS, List.of(silent, silent), threads);
        threads.execute(union::close);

        assertThatThrownBy(union::next).hasMessageContaining("cancelled");
    }
}
