package org.bestpeer.engine.exec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Files in memory, of which there is room for so many bytes. */
public final class MemorySpill implements SpillArea {
    public final AtomicInteger open = new AtomicInteger();
    public long room = Long.MAX_VALUE;
    private final AtomicLong bytes = new AtomicLong();

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public SpillFile create() {
        open.incrementAndGet();
        return new InMemory();
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {}

    private final class InMemory implements SpillFile {
        private final Deque<byte[]> pieces = new ArrayDeque<>();
        private boolean closed;
        private boolean read;

        @Override
        public void write(byte[] piece) {
            if (closed || read) {
                throw new IllegalStateException("closed, or read already");
            }
            if (bytes.addAndGet(piece.length) > room) {
                throw new BestPeerException(ErrorCode.OUT_OF_MEMORY, "the disk is full");
            }
            pieces.add(piece);
        }

        @Override
        public byte @Nullable [] read() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            read = true;
            return pieces.poll();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
