package org.bestpeer.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A customer's program in a process of its own, compiled against the JDK and run with the driver's jar alone. It lives on
 * from question to question, keeps a connection to each peer and opens a fresh one for each question.
 */
final class DriverProgram implements AutoCloseable {
    private static final Path JARS = Path.of("..", "bestpeer-jdbc", "target");
    private static final int PATIENCE_SECONDS = 30;
    private static final String END = "--";
    private static final String SOURCE =
            """
            import java.io.*;
            import java.sql.*;
            import java.util.*;

            public class Program {
                static Map<String, Connection> kept = new HashMap<>();

                public static void main(String[] arguments) throws Exception {
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
                    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
                    String url;
                    while ((url = in.readLine()) != null) {
                        String sql = in.readLine();
                        try {
                            if (!kept.containsKey(url)) {
                                kept.put(url, connect(url));
                            }
                            List<String> rows = ask(kept.get(url), sql);
                            try (Connection fresh = connect(url)) {
                                if (!ask(fresh, sql).equals(rows)) {
                                    out.println("a fresh connection gives another answer");
                                }
                            }
                            rows.forEach(out::println);
                        } catch (SQLException e) {
                            out.println(e.getSQLState() + " " + e.getMessage());
                        }
                        out.println("--");
                    }
                }

                static Connection connect(String url) throws SQLException {
                    return DriverManager.getConnection(url, "clerk", System.getenv("PASSWORD"));
                }

                static List<String> ask(Connection connection, String sql) throws SQLException {
                    List<String> rows = new ArrayList<>();
                    try (PreparedStatement statement = connection.prepareStatement(sql);
                            ResultSet result = statement.executeQuery()) {
                        while (result.next()) {
                            StringJoiner row = new StringJoiner("|");
                            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                                row.add(result.getString(i));
                            }
                            rows.add(row.toString());
                        }
                    }
                    return rows;
                }
            }
            """;

    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;

    private DriverProgram(Process process) {
        this.process = process;
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Compiles and starts it. */
    static DriverProgram start(Path directory, String password) throws IOException {
        Path source = Files.writeString(directory.resolve("Program.java"), SOURCE);
        // No class path but the program's own: it compiles against the JDK alone.
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", directory.toString(), "-d", directory.toString(), source.toString());
        if (failed != 0) {
            throw new IllegalStateException("the program does not compile");
        }
        ProcessBuilder builder = new ProcessBuilder(
                NodeProcesses.java(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                directory + System.getProperty("path.separator") + driverJar(),
                "Program");
        builder.environment().remove("CLASSPATH");
        builder.environment().put("PASSWORD", password);
        return new DriverProgram(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The jar that users get; Maven has built it when integration tests run. */
    private static Path driverJar() throws IOException {
        if (Files.isDirectory(JARS)) {
            try (Stream<Path> files = Files.list(JARS)) {
                List<Path> jars = files.filter(
                                file -> file.getFileName().toString().matches("bestpeer-jdbc-[0-9].*\\.jar"))
                        .filter(file -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                        .toList();
                if (jars.size() == 1) {
                    return jars.get(0).toAbsolutePath().normalize();
                }
            }
        }
        throw new IllegalStateException(
                "there is not one driver jar in %s; build it with: mvn package -pl bestpeer-jdbc"
                        .formatted(JARS.toAbsolutePath().normalize()));
    }

    /** Rows, columns parted by bars; an error as its SQLState and message. */
    List<String> ask(String url, String sql) {
        questions.println(url);
        questions.println(sql);
        try {
            return CompletableFuture.supplyAsync(this::answer).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("no answer from %s to: %s".formatted(url, sql), e);
        }
    }

    /** Answers of several peers. */
    Map<String, List<String>> ask(List<String> urls, String sql) {
        Map<String, List<String>> byUrl = new LinkedHashMap<>();
        urls.forEach(url -> byUrl.put(url, ask(url, sql)));
        return byUrl;
    }

    private List<String> answer() {
        List<String> rows = new ArrayList<>();
        try {
            for (String line = answers.readLine(); !END.equals(line); line = answers.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the program ended after: " + rows);
                }
                rows.add(line);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the program cannot be read", e);
        }
        return rows;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
