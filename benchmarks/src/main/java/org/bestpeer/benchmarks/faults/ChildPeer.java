package org.bestpeer.benchmarks.faults;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.overlay.PeerAddress;

/** A peer in a process of its own, which {@code kill -9} ends. */
final class ChildPeer implements Site.Running {
    private static final String LOG = "process.log";

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final String jdbcUrl;

    private ChildPeer(Process process, List<String> start) throws IOException {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.jdbcUrl = ask(String.join("\n", start) + "\n");
    }

    static Site.Running start(NodeConfig config, Path directory, PeerAddress bootstrap, String token) {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                PeerProcess.class.getName());
        Stream<String> place = Stream.of(directory.toString(), bootstrap.toString(), token);
        Stream<String> settings = config.values().entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey().name() + "=" + value.getValue());
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(LOG).toFile()))
                    .start();
            return new ChildPeer(process, Stream.concat(place, settings).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized String ask(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the process has ended; " + LOG + " in its directory may say why");
        }
        return answer;
    }

    private String tell(String command) {
        try {
            return ask(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public String activity() {
        return tell(PeerProcess.ACTIVITY);
    }

    @Override
    public void load(int company) {
        tell(PeerProcess.LOAD + " " + company);
    }

    @Override
    public void awaitPublished() {
        tell(PeerProcess.PUBLISHED);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
