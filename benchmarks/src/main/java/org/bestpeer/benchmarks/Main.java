package org.bestpeer.benchmarks;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code benchmarks/run NAME [--option value]…}: one measurement or one long test. */
@Command(
        name = "benchmarks/run",
        synopsisSubcommandLabel = "NAME",
        description = "Runs one measurement. Progress goes to standard error, the table to standard output; the last"
                + " line is NAME key=value key=value ...",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done (with --check: and all goals hold)",
            "1:failed, or with --check a goal was missed",
            "2:wrong usage"
        },
        commandListHeading = "%nNames:%n")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code = run(
                new TpchCommand(DemoNetworks.factory(), TpchAnswers::compute),
                writer(System.out),
                writer(System.err),
                args);
        System.exit(code);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Runs without ending the program; returns the exit code. */
    static int run(TpchCommand tpch, PrintWriter out, PrintWriter err, String... args) {
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(tpch)
                .addSubcommand(new CompareCommand())
                .addSubcommand(new PlanningCommand())
                .addSubcommand(new EstimatesCommand(DemoNetworks.factory()))
                .addSubcommand(new StrategiesCommand())
                .addSubcommand(new OwnersCommand(DemoNetworks.factory()))
                .addSubcommand(new PoliciesCommand())
                .addSubcommand(new StoresCommand(DemoNetworks.factory()))
                .addSubcommand(new PointCommand(DemoNetworks.factory()))
                .addSubcommand(new StreamCommand(DemoNetworks.factory()))
                .addSubcommand(new MixedCommand(DemoNetworks.factory()))
                .addSubcommand(new LoadCommand())
                .addSubcommand(new BestPeerCommand(DemoNetworks.factory()))
                .addSubcommand(new MicroCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new ExploreCommand())
                .addSubcommand(new SimulateSpeedCommand())
                .addSubcommand(new OverlayScaleCommand())
                .addSubcommand(new ChurnCommand())
                .addSubcommand(new DifferentialCommand())
                .addSubcommand(new OverloadCommand())
                .addSubcommand(new FaultsCommand())
                .addSubcommand(new ThroughputCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Main::explain)
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, command));
        commands.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .mixinStandardHelpOptions(true));
        return commands.execute(args);
    }

    private static int explain(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println(mistake.getMessage());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int fail(Exception failure, CommandLine command) {
        String message = failure.getMessage();
        command.getErr().println(message == null ? failure.toString() : message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
