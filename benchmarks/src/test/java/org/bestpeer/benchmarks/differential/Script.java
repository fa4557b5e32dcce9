package org.bestpeer.benchmarks.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.engine.type.DataType;

/**
 * Statements with their answers. A statement ends at a line {@code ----} (rows in any order) or {@code ---- ordered};
 * then come the rows, or {@code !} and a SQLState; a blank line ends them. Before a statement may stand
 * {@code # postgresql: …}, what PostgreSQL is asked instead, {@code # differs: …}, why the answer is not PostgreSQL's,
 * {@code # parameters: integer 5; varchar x}, and any other comment.
 */
record Script(String name, List<Statement> statements) {
    private static final String END = "----";
    private static final String POSTGRESQL = "# postgresql: ";
    private static final String DIFFERS = "# differs: ";
    private static final String PARAMETERS = "# parameters: ";

    /** A statement as it stands in the script. */
    record Statement(List<String> comments, String sql, boolean ordered, List<String> answer) {
        /** What PostgreSQL is asked. */
        String postgresql() {
            return comment(POSTGRESQL).orElse(sql);
        }

        /** Whether the answer is ours by design. */
        boolean differs() {
            return comment(DIFFERS).isPresent();
        }

        /** What we are asked. */
        Sql.Text ours() {
            return new Sql.Text(
                    sql,
                    comment(PARAMETERS).stream()
                            .flatMap(all -> Stream.of(all.split("; ")))
                            .map(Statement::parameter)
                            .toList());
        }

        private static Parameter parameter(String text) {
            int blank = text.indexOf(' ');
            DataType type = ScriptTables.type(text.substring(0, blank));
            return new Parameter(ScriptTables.value(type, text.substring(blank + 1)), type);
        }

        private Optional<String> comment(String beginning) {
            return comments.stream()
                    .filter(line -> line.startsWith(beginning))
                    .map(line -> line.substring(beginning.length()))
                    .findFirst();
        }

        Statement withAnswer(List<String> other) {
            return new Statement(comments, sql, ordered, other);
        }

        private String text() {
            List<String> lines = new ArrayList<>(comments);
            lines.add(sql);
            lines.add(ordered ? END + " ordered" : END);
            lines.addAll(answer);
            return String.join("\n", lines) + "\n";
        }
    }

    static Script read(Path file) throws IOException {
        List<Statement> statements = new ArrayList<>();
        for (String block : Files.readString(file).strip().split("\n\n+")) {
            List<String> lines = block.lines().toList();
            int end = 0;
            while (!lines.get(end).startsWith(END)) {
                end++;
            }
            List<String> comments =
                    lines.stream().takeWhile(line -> line.startsWith("#")).toList();
            statements.add(new Statement(
                    comments,
                    String.join("\n", lines.subList(comments.size(), end)),
                    lines.get(end).endsWith("ordered"),
                    lines.subList(end + 1, lines.size())));
        }
        return new Script(file.getFileName().toString(), List.copyOf(statements));
    }

    String text() {
        return statements.stream().map(Statement::text).collect(Collectors.joining("\n"));
    }
}
