package org.bestpeer.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Batches to bytes and back; nanoseconds for each row of nine columns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Items.ROWS)
public class CodecKernels {
    private final List<Batch> batches = new Items().batches();
    private final List<byte[]> encoded =
            batches.stream().map(BatchCodec::encode).toList();

    /** As an owner does before it sends rows. */
    @Benchmark
    public long encode() {
        long bytes = 0;
        for (Batch batch : batches) {
            bytes += BatchCodec.encode(batch).length;
        }
        return bytes;
    }

    /** As a home peer does with what it gets. */
    @Benchmark
    public long decode() {
        long rows = 0;
        for (byte[] bytes : encoded) {
            rows += BatchCodec.decode(bytes, Items.FIELDS).rows();
        }
        return rows;
    }
}
