package org.bestpeer.benchmarks.stream;

import java.nio.file.Path;
import java.util.List;
import org.bestpeer.benchmarks.process.LineProcess;

/** A client in a process with little memory. */
public final class Reader implements AutoCloseable {
    private final LineProcess process;

    private Reader(LineProcess process) {
        this.process = process;
    }

    /**
     * Starts one, connected.
     *
     * @param directory for what it says on standard error
     */
    public static Reader start(String url, String user, String password, int heapMegabytes, Path directory) {
        List<String> options = List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseParallelGC");
        Reader reader = new Reader(LineProcess.start(ReaderProcess.class, options, directory));
        String unused = reader.process.ask(String.join("\n", url, user, password));
        return reader;
    }

    /** Reads all of a result. */
    public Read read(String sql) {
        return Read.of(process.ask(sql));
    }

    /** The same with a rest after the first rows. */
    public Read read(String sql, Runnable meanwhile) {
        String unused = process.ask(ReaderProcess.HALF + sql);
        meanwhile.run();
        return Read.of(process.ask("go on"));
    }

    @Override
    public void close() {
        process.kill();
    }
}
