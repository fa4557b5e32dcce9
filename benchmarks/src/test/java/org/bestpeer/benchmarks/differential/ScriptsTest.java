package org.bestpeer.benchmarks.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.benchmarks.baseline.PostgresCluster;
import org.bestpeer.engine.plan.PlanRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts of {@code src/test/resources/scripts} over three owners. Their answers are PostgreSQL's, but where they
 * say why not; {@code -Dscripts.regenerate=true} asks it again and writes what it says.
 */
class ScriptsTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/scripts");
    private static final int SCRIPTS = 20;
    private static final int STATEMENTS = 1_500;

    @BeforeAll
    static void regenerate() throws IOException, SQLException {
        if (!Boolean.getBoolean("scripts.regenerate")) {
            return;
        }
        Schema schema = ScriptTables.read(DIRECTORY.resolve("tables.txt"));
        try (PostgresCluster cluster = PostgresCluster.startIfInstalled().orElseThrow();
                CentralJudge judge = new CentralJudge(Dialect.POSTGRESQL, cluster.connect())) {
            judge.load(schema);
            for (Path file : files()) {
                Script script = Script.read(file);
                List<Script.Statement> statements = script.statements().stream()
                        .map(s -> s.differs() ? s : s.withAnswer(lines(judge.answer(s.postgresql()))))
                        .toList();
                Files.writeString(file, new Script(script.name(), statements).text());
            }
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".test"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void answersAsWritten(Path file) throws IOException {
        LocalNetwork network = new LocalNetwork(ScriptTables.read(DIRECTORY.resolve("tables.txt")), PlanRule.all());
        List<String> differences = new ArrayList<>();
        for (Script.Statement statement : Script.read(file).statements()) {
            List<String> answer = lines(network.answer(statement.ours()));
            boolean same = statement.ordered()
                    ? answer.equals(statement.answer())
                    : answer.stream()
                            .sorted()
                            .toList()
                            .equals(statement.answer().stream().sorted().toList());
            if (!same) {
                differences.add(statement.sql() + "\n  expected " + statement.answer() + "\n  got      " + answer);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void thereAreManyStatements() throws IOException {
        long statements = 0;
        for (Path file : files()) {
            statements += Script.read(file).statements().size();
        }
        assertThat(files()).hasSizeGreaterThanOrEqualTo(SCRIPTS);
        assertThat(statements).isGreaterThanOrEqualTo(STATEMENTS);
    }

    /** An answer as it is written; of an error the class of its SQLState: databases agree on no more. */
    private static List<String> lines(Outcome outcome) {
        return outcome.error()
                .map(fault -> List.of("!" + fault.state().substring(0, 2)))
                .orElseGet(() -> outcome.rows().stream()
                        .map(row -> row.stream().map(ScriptsTest::text).collect(Collectors.joining("|")))
                        .toList());
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text && text.isEmpty() ? "''" : value.toString();
    }
}
