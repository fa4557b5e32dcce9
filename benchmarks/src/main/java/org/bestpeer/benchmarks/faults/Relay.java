package org.bestpeer.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a port and passes on what comes: until told to cut, to refuse or to swallow. It sees where messages end and can act
 * after one of them, before the next byte passes. Thread-safe.
 */
final class Relay implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads;
    private final Set<RelayLine> lines = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();
    private final AtomicInteger batches = new AtomicInteger();
    private final AtomicInteger rows = new AtomicInteger();
    private volatile boolean refusing;
    private volatile @Nullable Direction swallowed;

    /** Which way bytes go. */
    enum Direction {
        /** From the one who dialled. */
        REQUESTS,
        /** From the port behind the relay. */
        ANSWERS
    }

    /** Something to do once when so many messages of at least a size have passed. */
    private record Watch(Direction direction, int bytes, AtomicInteger left, Runnable action) {}

    /** @param target port on this machine that is relayed */
    Relay(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "relay-" + target);
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** Where to dial. */
    PeerAddress address() {
        return new PeerAddress("localhost", server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                threads.execute(() -> connect(near));
            }
        } catch (IOException | RejectedExecutionException closed) {
            // The relay is closed.
            cutLines();
        }
    }

    private void connect(Socket near) {
        RelayLine line = new RelayLine(near, this);
        if (refusing) {
            line.close();
            return;
        }
        lines.add(line);
        if (!line.open(target, threads)) {
            forget(line);
        } else if (refusing || server.isClosed()) {
            line.close();
        }
    }

    void forget(RelayLine line) {
        lines.remove(line);
    }

    boolean swallows(Direction direction) {
        return direction == swallowed;
    }

    /** A message went through. */
    void passed(Direction direction, int bytes) {
        if (direction == Direction.ANSWERS) {
            batches.addAndGet(bytes >= Sizes.BATCH ? 1 : 0);
            rows.addAndGet(bytes >= Sizes.ROWS ? 1 : 0);
        }
        Watch current = watch.get();
        if (current != null
                && current.direction == direction
                && bytes >= current.bytes
                && current.left.decrementAndGet() == 0) {
            current.action.run();
        }
    }

    /**
     * Does something after the so-manieth batch of rows from now on; instead of what was to be done before.
     *
     * @param large whether batches of few rows do not count
     */
    void afterBatch(boolean large, int number, Runnable action) {
        watch.set(new Watch(Direction.ANSWERS, large ? Sizes.BATCH : Sizes.ROWS, new AtomicInteger(number), action));
    }

    /** Does something as soon as a fragment was asked for. */
    void afterRequest(Runnable action) {
        watch.set(new Watch(Direction.REQUESTS, Sizes.FRAGMENT, new AtomicInteger(1), action));
    }

    /** Messages as long as batches that passed since the start. */
    int batches(boolean large) {
        return large ? batches.get() : rows.get();
    }

    /** Closes the connections; others may be made. */
    void cutLines() {
        lines.forEach(RelayLine::close);
    }

    /** Closes the connections and refuses new ones. */
    void cut() {
        refusing = true;
        cutLines();
    }

    /** From now on bytes of a direction vanish; nobody is told. */
    void swallow(Direction direction) {
        swallowed = direction;
    }

    /** As if nothing had been. */
    void heal() {
        watch.set(null);
        boolean lossy = swallowed != null;
        swallowed = null;
        if (lossy) {
            cutLines();
        }
        refusing = false;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It accepts nothing more either way.
            refusing = true;
        }
        cutLines();
        threads.shutdownNow();
    }

    /** Sizes of encrypted messages that tell what they are. */
    static final class Sizes {
        /** Batches of many rows; what peers say about the index is shorter. */
        static final int BATCH = 1_000;

        /** Batches of few rows; credits, signs of life and ends are shorter. */
        static final int ROWS = 80;

        /** Plan, signature and load versions of a fragment. */
        static final int FRAGMENT = 600;

        private Sizes() {}
    }
}
