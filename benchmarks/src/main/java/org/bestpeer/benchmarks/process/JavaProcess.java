package org.bestpeer.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts other processes of this program. */
public final class JavaProcess {
    static final String LOG = "process.log";

    private JavaProcess() {}

    /**
     * Starts a main class with this program's Java and class path; what it says on standard error goes to a file in the directory.
     *
     * @param options of its Java
     * @throws UncheckedIOException if it does not start
     */
    public static Process start(Class<?> main, List<String> options, Path directory, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main.getName()));
        line.addAll(arguments);
        try {
            Files.createDirectories(directory);
            return new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(LOG).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
