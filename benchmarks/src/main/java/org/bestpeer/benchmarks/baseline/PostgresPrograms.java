package org.bestpeer.benchmarks.baseline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where PostgreSQL's own programs are, and who may run them: PostgreSQL refuses to be root.
 *
 * @param directory holds initdb and pg_ctl
 * @param user who runs them; empty for whoever we are
 */
record PostgresPrograms(Path directory, Optional<String> user) {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** The newest installation under Debian's directory, else the one on the PATH; empty if there is none. */
    static Optional<PostgresPrograms> find() throws IOException {
        Optional<Path> directory = newestOfDebian().or(PostgresPrograms::onPath);
        Optional<String> user = "root".equals(System.getProperty("user.name")) ? ordinaryUser() : Optional.empty();
        return directory.map(d -> new PostgresPrograms(d, user));
    }

    private static Optional<Path> newestOfDebian() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(PostgresPrograms::isComplete)
                    .max(Comparator.comparingInt(PostgresPrograms::version));
        }
    }

    private static int version(Path bin) {
        String digits = DEBIAN.relativize(bin).getName(0).toString().replaceAll("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static Optional<Path> onPath() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(PostgresPrograms::isComplete)
                .findFirst();
    }

    private static boolean isComplete(Path bin) {
        return Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl"));
    }

    private static Optional<String> ordinaryUser() throws IOException {
        List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
        return Stream.of("postgres", "nobody")
                .filter(name -> accounts.stream().anyMatch(line -> line.startsWith(name + ":")))
                .findFirst();
    }

    /** A process that runs one of the programs as the right user, with messages in English. */
    ProcessBuilder command(String program, List<String> arguments) {
        Stream<String> as =
                user.map(name -> Stream.of("runuser", "-u", name, "--")).orElse(Stream.of());
        List<String> line = Stream.concat(
                        as, Stream.concat(Stream.of(directory.resolve(program).toString()), arguments.stream()))
                .toList();
        ProcessBuilder process = new ProcessBuilder(line);
        process.environment().put("LC_ALL", "C");
        return process;
    }
}
