package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.churn.Churn;
import org.bestpeer.benchmarks.churn.ChurnPlan;
import org.bestpeer.benchmarks.churn.ChurnResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The overlay on real sockets while its peers come, go and die. */
@Command(
        name = "churn",
        description = {
            "Runs peers of the overlay on real sockets, some in this process and some in processes of their own, which"
                    + " join, leave, are killed and come back at random, and compares what look-ups find with what was"
                    + " filed. No two ring neighbours are dead at the same time.",
            "Goals: no wrong answer, 99.5 %% of the look-ups answered, memory, threads and files flat.",
            "Example: benchmarks/run churn --seconds 180 --peers 32 --processes 8 --rate 50 --seed 1 --check"
        })
final class ChurnCommand implements Callable<Integer> {
    private static final int FEWEST = 6;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "180",
            description = "how long; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--peers",
            paramLabel = "N",
            defaultValue = "32",
            description = "peers in this process; default ${DEFAULT-VALUE}")
    private int peers;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "8",
            description = "peers in processes of their own; default ${DEFAULT-VALUE}")
    private int processes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "look-ups per second; default ${DEFAULT-VALUE}")
    private int rate;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--seconds", seconds);
        report.atLeast(1, "--rate", rate);
        report.atLeast(0, "--peers", peers);
        report.atLeast(0, "--processes", processes);
        report.atLeast(FEWEST, "--peers and --processes together", peers + processes);
        PrintWriter out = report.out();
        PrintWriter err = report.err();
        Path directory = Files.createTempDirectory("bestpeer-churn");
        ChurnResult result =
                Churn.run(new ChurnPlan(seconds, peers, processes, rate, seed.value()), directory, err::println);
        result.table().forEach(out::println);
        if (result.broken().isEmpty()) {
            Churn.delete(directory);
        } else {
            err.println("what the peers left is in " + directory);
        }
        return report.finish(new Measurement("churn", result.figures(), result.missed()));
    }
}
