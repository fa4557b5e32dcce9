package org.bestpeer.benchmarks.baseline;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away PostgreSQL server on a free loopback port, with its own directory and a random password. Safe to close
 * from any thread; the end of the program closes it too.
 */
public final class PostgresCluster implements AutoCloseable {
    /** Who may do everything. */
    public static final String USER = "bestpeer";

    private static final String DATABASE = "postgres";

    private static final int START_ATTEMPTS = 3;
    private static final int PROGRAM_TIMEOUT_SECONDS = 120;
    private static final int PASSWORD_BYTES = 24;

    private final PostgresPrograms programs;
    private final List<String> settings;
    private final Path directory;
    private final String password;
    private final Thread atExit = new Thread(this::stop, "stop-postgresql");
    private int port;

    private PostgresCluster(PostgresPrograms programs, List<String> settings, Path directory, String password) {
        this.programs = programs;
        this.settings = settings;
        this.directory = directory;
        this.password = password;
    }

    /**
     * A new server; empty if PostgreSQL is not installed.
     *
     * @param settings besides the usual ones, each {@code name=value}
     */
    public static Optional<PostgresCluster> startIfInstalled(String... settings) throws IOException {
        Optional<PostgresPrograms> programs = PostgresPrograms.find();
        return programs.isEmpty() ? Optional.empty() : Optional.of(start(programs.get(), List.of(settings)));
    }

    /** A new connection to the first database; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(DATABASE);
    }

    /** A new connection; the caller closes it. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, password());
    }

    /** Makes and starts a cluster. */
    private static PostgresCluster start(PostgresPrograms programs, List<String> settings) throws IOException {
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        Path directory = Files.createTempDirectory("bestpeer-postgresql-");
        PostgresCluster cluster = new PostgresCluster(
                programs, settings, directory, HexFormat.of().formatHex(secret));
        Runtime.getRuntime().addShutdownHook(cluster.atExit);
        try {
            cluster.create();
            cluster.startServer();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw e;
        }
    }

    String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    private void create() throws IOException {
        Path passwordFile = directory.resolve("password");
        Files.writeString(passwordFile, password);
        giveTo(directory);
        giveTo(passwordFile);
        run(
                "initdb",
                List.of(
                        "--pgdata=" + data(),
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
    }

    private void giveTo(Path path) throws IOException {
        if (programs.user().isPresent()) {
            Files.setOwner(
                    path,
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(programs.user().get()));
        }
    }

    private void startServer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                run(
                        "pg_ctl",
                        List.of(
                                "--pgdata=" + data(),
                                "--log=" + directory.resolve("log"),
                                "--wait",
                                "--options=" + settings(),
                                "start"));
                return;
            } catch (IOException e) {
                // Somebody may have taken the port between our look and the server's.
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private String settings() {
        return "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port=" + port
                + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
                + " -c shared_buffers=128MB -c work_mem=64MB"
                + settings.stream().map(setting -> " -c " + setting).collect(Collectors.joining());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void run(String program, List<String> arguments) throws IOException {
        // Into a file and not a pipe: the server inherits it and would keep a pipe open.
        Path output = Files.createTempFile("bestpeer-" + program, ".log");
        try {
            Process process = programs.command(program, arguments)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Optional<Integer> code = exitCode(process);
            if (code.isEmpty() || code.get() != 0) {
                throw new IOException("%s of PostgreSQL failed (%s): %s%s"
                        .formatted(
                                program,
                                code.map(c -> "exit " + c).orElse("no end in " + PROGRAM_TIMEOUT_SECONDS + " s"),
                                Files.readString(output).strip(),
                                serverLog()));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Optional<Integer> exitCode(Process process) throws IOException {
        try {
            if (process.waitFor(PROGRAM_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return Optional.of(process.exitValue());
            }
            process.destroyForcibly();
            return Optional.empty();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting or stopping", e);
        }
    }

    private String serverLog() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log) ? "\n" + Files.readString(log).strip() : "";
    }

    @Override
    public void close() {
        if (Runtime.getRuntime().removeShutdownHook(atExit)) {
            stop();
        }
    }

    private synchronized void stop() {
        try {
            if (Files.exists(data().resolve("postmaster.pid"))) {
                run("pg_ctl", List.of("--pgdata=" + data(), "--mode=immediate", "--wait", "stop"));
            }
            if (Files.exists(directory)) {
                deleteRecursively(directory);
            }
        } catch (IOException e) {
            System.getLogger(PostgresCluster.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot clean up the PostgreSQL server in " + directory, e);
        }
    }

    private static void deleteRecursively(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
