package org.bestpeer.examples;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bestpeer.node.cli.Main;

/** Runs the {@code bestpeer} command as it is run by people: a process each, nodes in the background. */
final class NodeProcesses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern URL = Pattern.compile("jdbc:bestpeer://\\S+");

    private final Path directory;
    private final ConcurrentLinkedQueue<Process> all = new ConcurrentLinkedQueue<>();
    private final Map<String, Process> nodes = new ConcurrentHashMap<>();

    NodeProcesses(Path directory) {
        this.directory = directory;
    }

    /** Ports that nobody listens on now. */
    static int[] freePorts(int count) throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                probes.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return probes.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (ServerSocket probe : probes) {
                probe.close();
            }
        }
    }

    /** A node's state. */
    Path data(String node) {
        return directory.resolve(node);
    }

    /** Starts a node and returns what it printed, once it says that it serves. */
    String start(String node, String... command) throws IOException {
        Path log = directory.resolve("%s-%d.log".formatted(node, all.size()));
        Process process = launch(log, command);
        nodes.put(node, process);
        await("start of " + node)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.readString(log).contains("admin token in") || !process.isAlive());
        String printed = Files.readString(log);
        if (!process.isAlive()) {
            throw new IllegalStateException("%s did not start:%n%s".formatted(node, printed));
        }
        return printed;
    }

    /** The JDBC URL that a peer printed. */
    static String url(String printed) {
        Matcher matcher = URL.matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("no JDBC URL in: " + printed);
        }
        return matcher.group();
    }

    /** Kills a node as {@code kill -9} does; returns when it is gone. */
    void kill(String node) {
        nodes.remove(node)
                .destroyForcibly()
                .onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Runs a command to its end, which must be a good one. */
    void run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, command[0], ".log");
        Process process = launch(log, command);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("%s:%n%s".formatted(String.join(" ", command), Files.readString(log)));
        }
    }

    private Process launch(Path log, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djdk.serialFilter=!*",
                "-Djdk.console=java.base",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        all.add(process);
        return process;
    }

    /** The Java that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
