package org.bestpeer.benchmarks.throughput;

import com.google.common.base.Splitter;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.bestpeer.node.Peer;
import org.bestpeer.overlay.transport.TransportTraffic;

/**
 * What a peer has used and done since its start.
 *
 * @param cpuNanos processor time of its process
 * @param fragments fragments that it served
 * @param messages frames of calls and streams between it and other peers, both ways
 * @param bytes their bytes
 * @param indexMessages messages of the overlay and of the bootstrap, both ways
 * @param indexBytes their bytes
 */
record Usage(long cpuNanos, long fragments, long messages, long bytes, long indexMessages, long indexBytes) {
    static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    /** That of a peer of this process. */
    static Usage of(Peer peer) {
        TransportTraffic traffic = peer.traffic();
        return new Usage(
                processNanos(),
                peer.counters().fragmentsServed(),
                traffic.exchanges().frames(),
                traffic.exchanges().bytes(),
                traffic.messages().frames(),
                traffic.messages().bytes());
    }

    private static long processNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    Usage since(Usage before) {
        return new Usage(
                cpuNanos - before.cpuNanos,
                fragments - before.fragments,
                messages - before.messages,
                bytes - before.bytes,
                indexMessages - before.indexMessages,
                indexBytes - before.indexBytes);
    }

    Usage plus(Usage other) {
        return new Usage(
                cpuNanos + other.cpuNanos,
                fragments + other.fragments,
                messages + other.messages,
                bytes + other.bytes,
                indexMessages + other.indexMessages,
                indexBytes + other.indexBytes);
    }

    /** As one line. */
    String words() {
        return "%d %d %d %d %d %d".formatted(cpuNanos, fragments, messages, bytes, indexMessages, indexBytes);
    }

    /** Reads such a line. */
    static Usage read(String words) {
        List<Long> numbers =
                Splitter.on(' ').splitToStream(words).map(Long::valueOf).toList();
        return new Usage(
                numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5));
    }
}
