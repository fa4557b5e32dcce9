package org.bestpeer.overlay.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The receiving end of a stream; holds at most its window. */
final class ReceivedStream implements Exchange, PeerTransport.IncomingStream {
    private final DialledConnection connection;
    private final long id;
    private final int window;
    private final Duration timeout;
    private final long deadlineNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> items = new ArrayDeque<>();
    private boolean ended;
    private @Nullable TransportException failure;
    /** Of messages that were taken, not yet given back to the far end. */
    private int credit;

    ReceivedStream(DialledConnection connection, long id, int window, Duration timeout) {
        this.connection = connection;
        this.id = id;
        this.window = window;
        this.timeout = timeout;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    @Override
    public byte @Nullable [] next() {
        byte[] item = take();
        // Half a window at a time, so that a short stream costs no frame for this.
        if (item != null && ++credit >= Math.max(1, window / 2)) {
            connection.post(Frame.credit(id, credit));
            credit = 0;
        }
        return item;
    }

    private byte @Nullable [] take() {
        long left = deadlineNanos - System.nanoTime();
        lock.lock();
        try {
            while (items.isEmpty() && !ended && failure == null) {
                if (left <= 0) {
                    fail(new TransportException(
                            "%s: it did not end within %d ms".formatted(connection.name(), timeout.toMillis())));
                    break;
                }
                left = changed.awaitNanos(left);
            }
            // A lost connection counts at once, a failure that the far end reports comes after what it sent before.
            if (failure != null && (items.isEmpty() || !(failure instanceof TransportException.Remote))) {
                throw failure;
            }
            return items.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new TransportException(connection.name() + ": interrupted while waiting", e));
            throw new TransportException(connection.name() + ": interrupted while waiting", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        fail(new TransportException(connection.name() + ": the stream is closed"));
    }

    /** Ends it from this side: the far end is told to stop. */
    private void fail(TransportException why) {
        if (finish(why) && connection.forget(id)) {
            connection.post(Frame.of(FrameType.CANCEL, id));
        }
    }

    private boolean finish(@Nullable TransportException why) {
        lock.lock();
        try {
            boolean first = !ended && failure == null;
            if (first) {
                failure = why;
                ended = why == null;
            }
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean received(Frame frame) {
        switch (frame.type()) {
            case ITEM -> {
                add(frame.payload());
                return true;
            }
            case END -> finish(null);
            case FAILURE -> finish(frame.failure());
            default -> throw new TransportException("a stream was answered with a frame " + frame.type());
        }
        return false;
    }

    private void add(byte[] item) {
        lock.lock();
        try {
            if (items.size() >= window) {
                throw new TransportException("it sent more than the %d messages it has credit for".formatted(window));
            }
            items.add(item);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(TransportException why) {
        finish(why);
    }
}
