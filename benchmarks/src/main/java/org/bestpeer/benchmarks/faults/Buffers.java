package org.bestpeer.benchmarks.faults;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Counts network buffers of this process that were collected before they were given back. Counts all from the time it is made. */
final class Buffers implements AutoCloseable {
    private static final int COLLECTIONS = 3;
    private static final long BETWEEN_MILLIS = 100;

    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
    private final Queue<String> leaked = new ConcurrentLinkedQueue<>();

    Buffers() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaked.add(type + ": " + records));
    }

    /** Those that were lost. Collects garbage; a new buffer makes the detector look at what was collected. */
    Queue<String> leaked() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            ByteBufAllocator.DEFAULT.buffer(1).release();
        }
        return leaked;
    }

    /** Counts no more. */
    @Override
    public void close() {
        ResourceLeakDetector.setLevel(usual);
    }
}
