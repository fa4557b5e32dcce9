package org.bestpeer.benchmarks.churn;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;

/**
 * What a process uses.
 *
 * @param heap bytes of objects that are in use
 * @param threads that live
 * @param files open file descriptors, sockets among them; 0 where the system does not tell
 */
public record Vitals(long heap, int threads, long files) {
    /** Those of this process, after a garbage collection. */
    static Vitals now() {
        System.gc();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Vitals(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files);
    }

    static Vitals sum(Collection<Vitals> all) {
        return all.stream()
                .reduce(
                        new Vitals(0, 0, 0),
                        (one, other) -> new Vitals(
                                one.heap + other.heap, one.threads + other.threads, one.files + other.files));
    }
}
