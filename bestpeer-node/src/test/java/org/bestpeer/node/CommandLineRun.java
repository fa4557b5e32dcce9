package org.bestpeer.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bestpeer.node.cli.Main;

/**
 * A command that ended.
 *
 * @param code exit code
 * @param out all of standard output
 * @param err all of standard error, with what was logged
 */
record CommandLineRun(int code, String out, String err) {
    private static final int PATIENCE_SECONDS = 30;

    /** In this process; one at a time, because the process has one standard output. */
    static CommandLineRun here(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        ExecutorService thread = Executors.newSingleThreadExecutor(Threads.daemon("command"));
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            Future<Integer> code = thread.submit(() -> Main.run(new InProcessNodes(), arguments));
            return new CommandLineRun(
                    code.get(PATIENCE_SECONDS, TimeUnit.SECONDS), out.toString(UTF_8), err.toString(UTF_8));
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("the command did not end: " + err.toString(UTF_8), e);
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
            thread.shutdownNow();
        }
    }

    /** In a process of its own. */
    static CommandLineRun child(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        File out = Files.createTempFile(directory, "child", ".out").toFile();
        File err = Files.createTempFile(directory, "child", ".err").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end: " + Files.readString(err.toPath()));
        }
        return new CommandLineRun(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }
}
