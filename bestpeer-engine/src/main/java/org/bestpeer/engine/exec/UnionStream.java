package org.bestpeer.engine.exec;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * All batches of several streams, in the order in which they come. Each stream is pulled by its own task of the
 * executor, at most {@link #AHEAD} batches for each stream ahead of the reader. The first failure ends it all.
 */
public final class UnionStream implements BatchStream {
    /** Batches that wait for the reader, for each stream. */
    private static final int AHEAD = 2;

    private final List<Field> fields;
    private final List<BatchStream> inputs;
    private final Executor executor;
    private final AtomicBoolean started = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Batch> ready = new ArrayDeque<>();
    private int running;
    private boolean closed;
    private @Nullable Throwable failure;

    /**
     * A union that owns these streams.
     *
     * @param executor must run as many tasks at once as there are streams for all of them to make progress together;
     *     with fewer threads the streams are read one after the other
     */
    public UnionStream(List<Field> fields, List<BatchStream> inputs, Executor executor) {
        this.fields = List.copyOf(fields);
        this.inputs = List.copyOf(inputs);
        this.executor = executor;
        this.running = inputs.size();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        if (started.compareAndSet(false, true)) {
            start();
        }
        lock.lock();
        try {
            while (ready.isEmpty() && running > 0 && failure == null && !closed) {
                changed.await();
            }
            if (failure != null) {
                throw asException(failure);
            }
            if (closed && (running > 0 || !ready.isEmpty())) {
                throw new BestPeerException(ErrorCode.CANCELLED, "query was cancelled");
            }
            Batch batch = ready.poll();
            changed.signalAll();
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "query was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException asException(Throwable failure) {
        if (failure instanceof BestPeerException known) {
            return new BestPeerException(known.code(), String.valueOf(known.getMessage()), known);
        }
        return new BestPeerException(ErrorCode.INTERNAL, "reading rows from another peer failed", failure);
    }

    private void start() {
        for (BatchStream input : inputs) {
            try {
                executor.execute(() -> pump(input));
            } catch (RejectedExecutionException e) {
                finished(new BestPeerException(ErrorCode.OVERLOADED, "too many streams are read; repeat the query", e));
            }
        }
    }

    private void pump(BatchStream input) {
        Throwable problem = null;
        try (input) {
            Batch batch = input.next();
            while (batch != null && offer(batch)) {
                batch = input.next();
            }
        } catch (RuntimeException | Error e) {
            problem = e;
        }
        finished(problem);
    }

    /** Waits for room; false once nobody wants more. */
    private boolean offer(Batch batch) {
        lock.lock();
        try {
            while (ready.size() >= AHEAD * inputs.size() && !closed && failure == null) {
                changed.awaitUninterruptibly();
            }
            if (closed || failure != null) {
                return false;
            }
            ready.add(batch);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void finished(@Nullable Throwable problem) {
        lock.lock();
        try {
            running--;
            if (problem != null && failure == null && !closed) {
                failure = problem;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Streams.closeAll(inputs);
    }
}
