package org.bestpeer.node.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for SQL to run at once, and the running of it. */
final class SqlRun {
    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "run this and exit; may be given several times")
    List<String> texts = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "run the statements of this file and exit")
    @Nullable
    Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    OutputFormat format = OutputFormat.table;

    boolean isOneShot() {
        return !texts.isEmpty() || file != null;
    }

    /** Everything that is to run, read before anything is started. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        texts.forEach(text -> statements.addAll(SqlScript.split(text)));
        if (file != null) {
            statements.addAll(SqlScript.split(NodeOptions.read(file)));
        }
        if (statements.isEmpty()) {
            throw new CliException("there is no SQL statement in what was given");
        }
        return statements;
    }

    void run(Connection connection, List<String> statements, PrintWriter out, PrintWriter err) throws SQLException {
        ResultPrinter printer = new ResultPrinter(out);
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                boolean hasRows = statement.execute(sql);
                warn(statement, err);
                if (hasRows) {
                    printer.print(statement.getResultSet(), format);
                } else {
                    err.println(statement.getUpdateCount() + " rows changed");
                }
            }
        }
    }

    /** Before the rows, which may go where nobody looks at once. */
    private static void warn(Statement statement, PrintWriter err) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            err.println("warning: " + warning.getMessage());
        }
        err.flush();
    }
}
