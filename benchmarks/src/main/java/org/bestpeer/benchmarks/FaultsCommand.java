package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.churn.Churn;
import org.bestpeer.benchmarks.faults.Faults;
import org.bestpeer.benchmarks.faults.FaultsPlan;
import org.bestpeer.benchmarks.faults.FaultsResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Queries while peers, sockets and clients fail. */
@Command(
        name = "faults",
        description = {
            "Asks queries over JDBC while sockets are cut or fall silent, peers end without a word, clients go away or"
                    + " cancel, at moments that the seed draws. One case of 15 kills a process.",
            "Goals: the whole right answer or a clear error within the time limit and 2 s, and 5 s later nothing of the"
                    + " query is left at any peer.",
            "Example: benchmarks/run faults --cases 300 --seed 1 --check"
        })
final class FaultsCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "300",
            description = "how many; default ${DEFAULT-VALUE}")
    private int cases;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "of the random choices; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--only", paramLabel = "N", description = "a single case, as a failure names it")
    private @Nullable Integer only;

    @Override
    public Integer call() throws Exception {
        if (cases < 1 || (only != null && only < 0)) {
            throw report.wrong("--cases must be at least 1, --only at least 0: %d, %s".formatted(cases, only));
        }
        PrintWriter out = report.out();
        PrintWriter err = report.err();
        Path directory = Files.createTempDirectory("bestpeer-faults");
        FaultsPlan plan = FaultsPlan.of(cases, seed);
        FaultsResult result = Faults.run(only == null ? plan : plan.only(only), directory, line -> {
            err.println(line);
            err.flush();
        });
        Churn.delete(directory);
        result.failures().forEach(out::println);
        return report.finish(new Measurement("faults", result.figures(), result.failures()));
    }
}
