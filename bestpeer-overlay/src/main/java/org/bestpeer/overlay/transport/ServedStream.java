package org.bestpeer.overlay.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The sending end of a stream: one message per credit, and none while the connection is congested. */
final class ServedStream implements PeerTransport.OutgoingStream {
    private final AcceptedConnection connection;
    private final Workers workers;
    private final long id;
    private final int window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> onCancel = new ArrayList<>();
    private int credit;
    private boolean cancelled;
    private boolean done;
    private volatile boolean ended;

    ServedStream(AcceptedConnection connection, Workers workers, long id, int window) {
        this.connection = connection;
        this.workers = workers;
        this.id = id;
        this.window = window;
        this.credit = window;
    }

    @Override
    public void send(byte[] message, Duration patience) {
        take(message, patience);
        connection.write(Frame.of(FrameType.ITEM, id, message));
    }

    @Override
    public void sendLast(byte[] message, Duration patience) {
        take(message, patience);
        ended = true;
        connection.write(Frame.of(FrameType.ITEM, id, message), Frame.of(FrameType.END, id));
    }

    /** Whether the far end was told that nothing more comes. */
    boolean ended() {
        return ended;
    }

    /** Takes the credit for a message. */
    private void take(byte[] message, Duration patience) {
        int limit = connection.config().limits().sizes().item();
        if (message.length > limit) {
            throw new TransportException(
                    "a stream message of %d bytes is over the limit of %d".formatted(message.length, limit));
        }
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!cancelled && (credit == 0 || !connection.writable())) {
                if (left <= 0) {
                    throw new TransportException(
                            "%s: it took nothing for %d ms".formatted(connection.name(), patience.toMillis()));
                }
                left = changed.awaitNanos(left);
            }
            if (cancelled) {
                throw new TransportException(connection.name() + ": the stream was cancelled, or its reader is gone");
            }
            credit--;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(connection.name() + ": interrupted while sending", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean cancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onCancel(Runnable action) {
        lock.lock();
        try {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /** The reader took messages. */
    void credit(int messages) {
        lock.lock();
        try {
            if (messages < 1 || messages > window - credit) {
                throw new TransportException("it gave credit for messages that it was not sent");
            }
            credit += messages;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The connection took what was waiting. */
    void relieved() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The reader is gone, unless the stream is done. */
    void cancel() {
        List<Runnable> actions;
        lock.lock();
        try {
            if (cancelled || done) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(onCancel);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        actions.forEach(workers::cancel);
    }

    /** Its handler returned: there is nothing left to cancel. */
    void finish() {
        lock.lock();
        try {
            done = true;
        } finally {
            lock.unlock();
        }
    }
}
