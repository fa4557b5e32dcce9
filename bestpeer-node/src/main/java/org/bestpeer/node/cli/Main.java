package org.bestpeer.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.bestpeer.node.config.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code bestpeer} command. */
@Command(
        name = "bestpeer",
        mixinStandardHelpOptions = true,
        version = "bestpeer 0.1.0",
        description = "SQL over the shared data of many companies, with no central warehouse.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  ./bestpeer demo -e \"select count(*) from lineitem\" --format csv"})
public final class Main implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(new InstalledNodes(), arguments));
    }

    /** Runs a command line and returns its exit code: 0, 1 or 2. */
    public static int run(Nodes nodes, String... arguments) {
        quietLogging();
        Surroundings surroundings = new Surroundings(
                nodes,
                AdminClient::new,
                System.getenv(),
                Terminal::password,
                new SqlLineShell(Terminal.progressLine()),
                Terminal.isInteractive(),
                Terminal::hold);
        return commandLine(surroundings).execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Main());
        for (Object command : commands(surroundings)) {
            line.addSubcommand(command);
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(oneLine(surroundings.environment()));
        line.setParameterExceptionHandler(Main::wrongUsage);
        return line;
    }

    private static List<Object> commands(Surroundings surroundings) {
        return List.of(
                new DemoCommand(surroundings),
                new BootstrapCommand(surroundings),
                new PeerCommand(surroundings),
                new NetworkCommand(surroundings),
                new SchemaCommand(surroundings),
                new CompanyCommand(surroundings),
                new UserCommand(surroundings),
                new LoadCommand(surroundings),
                new PeersCommand(surroundings),
                new OverlayCommand(surroundings),
                new SqlCommand(surroundings),
                new StatusCommand(surroundings),
                new SimulateCommand(),
                new TpchCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(CommandLines.of(spec), "a command is missing; 'bestpeer --help' lists them");
    }

    private static IExecutionExceptionHandler oneLine(Map<String, String> environment) {
        return (failure, line, result) -> {
            line.getErr().println("bestpeer: " + Failures.describe(failure));
            if ("1".equals(environment.get("BESTPEER_DEBUG"))) {
                failure.printStackTrace(line.getErr());
            }
            return 1;
        };
    }

    private static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !line.getSubcommands().isEmpty()) {
            line.getErr()
                    .println("bestpeer: "
                            + unknownCommand(unmatched.getUnmatched().get(0), line));
            return 2;
        }
        line.getErr().println("bestpeer: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, line.getErr())) {
            line.getErr().println("See 'bestpeer%s --help'.".formatted(path(line)));
        }
        return 2;
    }

    private static String unknownCommand(String word, CommandLine line) {
        String nearest = Nearest.to(word, line.getSubcommands().keySet());
        return "unknown command '%s'; did you mean '%s'? 'bestpeer%s --help' lists them"
                .formatted(word, nearest, path(line));
    }

    private static String path(CommandLine line) {
        return line.getCommandSpec().qualifiedName().substring("bestpeer".length());
    }

    /** The database and TLS libraries log to the JDK's logger, whose default is chatty. */
    private static void quietLogging() {
        try (InputStream settings = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new CliException("the program is not complete; build it again", e);
        }
    }
}
