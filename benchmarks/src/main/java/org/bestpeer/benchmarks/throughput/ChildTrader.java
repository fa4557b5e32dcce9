package org.bestpeer.benchmarks.throughput;

import java.nio.file.Path;
import java.util.List;
import org.bestpeer.benchmarks.process.LineProcess;
import org.bestpeer.benchmarks.process.PeerStart;

/** A peer in a process of its own. */
final class ChildTrader implements Trader {
    private final LineProcess process;
    private final String jdbcUrl;

    private ChildTrader(LineProcess process, PeerStart start) {
        this.process = process;
        this.jdbcUrl = process.ask(start.lines());
    }

    static ChildTrader start(PeerStart start, int heapMegabytes) {
        return new ChildTrader(
                LineProcess.start(TraderProcess.class, options(heapMegabytes), start.directory()), start);
    }

    /**
     * A heap of a size that does not change, a collector without threads of its own, and no optimising compiler: on few processors it
     * would still be at work in the last round, in eight processes for four times as long as in two, and what is compared is what more
     * peers cost and not how long their code takes to be compiled.
     */
    private static List<String> options(int heapMegabytes) {
        return List.of(
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public void load(TradeFiles files, Nations nations) {
        Path directory = files.directory();
        String unused =
                process.ask("%s %d %d %s".formatted(TraderProcess.LOAD, nations.first(), nations.end(), directory));
    }

    @Override
    public Usage usage() {
        return Usage.read(process.ask(TraderProcess.USAGE));
    }

    @Override
    public void close() {
        process.kill();
    }
}
