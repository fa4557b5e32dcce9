package org.bestpeer.node.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsDatabaseTest {
    private static final List<String> TABLES =
            List.of("CREATE CACHED TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, s VARCHAR(20))");

    @TempDir
    Path directory = Path.of("");

    @Test
    void keepsAcknowledgedRowsWhenTheProcessIsKilled() throws IOException {
        Path copy = directory.resolve("copy");
        try (RecordsDatabase database = RecordsDatabase.open(directory.resolve("live"), TABLES)) {
            add(database, 1);
            add(database, 2);
            // What is on disk now is what a killed process leaves.
            copy(directory.resolve("live"), copy);
        }
        try (RecordsDatabase reopened = RecordsDatabase.open(copy, TABLES)) {
            assertThat(rows(reopened)).containsExactly(1, 2);
        }
    }

    @Test
    void keepsRowsOverAnOrderlyRestart() {
        try (RecordsDatabase database = RecordsDatabase.open(directory, TABLES)) {
            add(database, 7);
        }
        try (RecordsDatabase reopened = RecordsDatabase.open(directory, TABLES)) {
            assertThat(rows(reopened)).containsExactly(7);
        }
    }

    @Test
    void takesBackWhatAFailedTransactionDid() {
        try (RecordsDatabase database = RecordsDatabase.open(directory, TABLES)) {
            assertThatThrownBy(() -> database.transact(tx -> {
                        tx.update("INSERT INTO t VALUES (1, 'x')");
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThat(rows(database)).isEmpty();
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (RecordsDatabase database = RecordsDatabase.open(directory, TABLES)) {
            assertThatThrownBy(() -> RecordsDatabase.open(directory, TABLES))
                    .isInstanceOf(RecordsException.class)
                    .hasMessageContaining("in use by another node");
            add(database, 1);
        }
    }

    @Test
    void refusesADamagedLogInsteadOfSkippingTheRest() throws IOException {
        Path copy = directory.resolve("copy");
        try (RecordsDatabase database = RecordsDatabase.open(directory.resolve("live"), TABLES)) {
            for (int i = 0; i < 20; i++) {
                add(database, i);
            }
            copy(directory.resolve("live"), copy);
        }
        Path log = copy.resolve("records.log");
        Files.writeString(log, Files.readString(log).replace("VALUES(9,", "VALU?S(9,"));
        assertThatThrownBy(() -> RecordsDatabase.open(copy, TABLES))
                .isInstanceOf(RecordsException.class)
                .hasMessageContaining("damaged");
        // The lock is free again: a second try fails for the same reason.
        assertThatThrownBy(() -> RecordsDatabase.open(copy, TABLES)).hasMessageContaining("damaged");
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> RecordsDatabase.open(file, TABLES))
                .isInstanceOf(RecordsException.class)
                .hasMessageContaining("cannot use the data directory");
    }

    @Test
    void keepsItsPasswordFromOthers() throws IOException {
        RecordsDatabase.open(directory, TABLES).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("sa.password"))))
                .isEqualTo("rw-------");
        String password = Files.readString(directory.resolve("sa.password"));
        assertThat(Files.readString(directory.resolve("records.script"))).doesNotContain(password);
    }

    private static void add(RecordsDatabase database, int n) {
        database.transact(tx -> tx.update("INSERT INTO t VALUES (?, 'x')", n));
    }

    private static List<Integer> rows(RecordsDatabase database) {
        return database.transact(tx -> tx.list("SELECT n FROM t ORDER BY n", row -> row.getInt(1)));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
