package org.bestpeer.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that answers each command by one line, and which {@code kill -9} ends. Thread-safe. */
public final class LineProcess {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private LineProcess(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one as {@link JavaProcess} does. */
    public static LineProcess start(Class<?> main, List<String> options, Path directory) {
        return new LineProcess(JavaProcess.start(main, options, directory, List.of()));
    }

    /**
     * Gives it a command, of one or more lines, and waits for the answer.
     *
     * @throws UncheckedIOException if it has ended
     */
    public synchronized String ask(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("the process has ended; " + JavaProcess.LOG + " in its directory may say why");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it without a word; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
