package org.bestpeer.node.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Runs SQL over JDBC: at once with -e or -f, otherwise in a shell.",
        footer = {
            "",
            "Example:",
            "  ./bestpeer sql --url jdbc:bestpeer://localhost:7490/tpch -u ann -e \"select count(*) from lineitem\""
        })
final class SqlCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--url", paramLabel = "JDBC_URL", required = true, description = "as a node prints it")
    String url = "";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "user of the company whose peer it is (default: the one in the URL)")
    @Nullable
    String user;

    @Mixin
    Passwords passwords = new Passwords();

    @Mixin
    SqlRun sql = new SqlRun();

    private final Surroundings surroundings;

    SqlCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws SQLException {
        if (!url.startsWith("jdbc:")) {
            throw new ParameterException(
                    CommandLines.of(spec), "--url takes a JDBC URL: jdbc:bestpeer://HOST:PORT/NETWORK");
        }
        List<String> statements = sql.isOneShot() ? sql.statements() : List.of();
        Properties login = new Properties();
        if (user != null) {
            login.setProperty("user", user);
            login.setProperty("password", passwords.get(surroundings, user));
        }
        if (!sql.isOneShot()) {
            surroundings.shell().open(url, login.getProperty("user", ""), login.getProperty("password", ""));
            return 0;
        }
        var line = CommandLines.of(spec);
        try (Connection connection = surroundings.shell().connect(url, login)) {
            sql.run(connection, statements, line.getOut(), line.getErr());
        }
        return 0;
    }
}
