package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.bestpeer.node.cli.DemoOptions.Layout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a whole network with TPC-H data in this process: a bootstrap and some companies' peers.",
        footer = {"", "Example:", "  ./bestpeer demo -e \"select count(*) from lineitem\" --format csv"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "4", description = "companies (default: 4)")
    int peers;

    @Option(names = "--scale", paramLabel = "SF", defaultValue = "0.01", description = "TPC-H scale (default: 0.01)")
    double scale;

    @Option(
            names = "--layout",
            paramLabel = "L",
            defaultValue = "supply-chain",
            converter = LayoutConverter.class,
            description = "how rows are split: supply-chain, colocated or even (default: ${DEFAULT-VALUE})")
    Layout layout = Layout.SUPPLY_CHAIN;

    @Option(names = "--data", paramLabel = "DIR", description = "keep the data there (default: a temporary directory)")
    @Nullable
    Path data;

    @Mixin
    SqlRun sql = new SqlRun();

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (peers < 1 || peers > 64 || !(scale > 0 && scale <= 10)) {
            throw new ParameterException(CommandLines.of(spec), "--peers is 1 to 64, --scale above 0 and at most 10");
        }
        List<String> statements = sql.isOneShot() ? sql.statements() : List.of();
        DemoOptions options = new DemoOptions(peers, scale, layout, Optional.ofNullable(data), sql.isOneShot());
        Nodes.RunningDemo demo = surroundings.nodes().startDemo(options);
        if (sql.isOneShot()) {
            try (demo) {
                runOnce(demo, statements);
            }
        } else {
            stay(demo);
        }
        return 0;
    }

    private void runOnce(Nodes.RunningDemo demo, List<String> statements) throws SQLException {
        var line = CommandLines.of(spec);
        Properties login = new Properties();
        login.setProperty("user", demo.user());
        login.setProperty("password", demo.password());
        try (Connection connection = surroundings.shell().connect(demo.jdbcUrl(), login)) {
            sql.run(connection, statements, line.getOut(), line.getErr());
        }
    }

    private void stay(Nodes.RunningDemo demo) throws InterruptedException {
        var line = CommandLines.of(spec);
        Lines.print(line.getErr(), demo.description());
        Lines.print(
                line.getOut(),
                "JDBC URL  %s%nuser      %s%npassword  %s".formatted(demo.jdbcUrl(), demo.user(), demo.password()));
        if (surroundings.interactive()) {
            try (demo) {
                surroundings.shell().open(demo.jdbcUrl(), demo.user(), demo.password());
            }
        } else {
            surroundings.stop().hold(demo);
        }
    }
}
