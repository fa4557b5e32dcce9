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

    @Mixin
    private SeedOption seed = new SeedOption();

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "300",
            description = "how many; default ${DEFAULT-VALUE}")
    private int cases;

    @Option(names = "--only", paramLabel = "N", description = "a single case, as a failure names it")
    private @Nullable Integer only;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--cases", cases);
        if (only != null) {
            report.atLeast(0, "--only", only);
        }
        PrintWriter out = report.out();
        PrintWriter err = report.err();
        Path directory = Files.createTempDirectory("bestpeer-faults");
        FaultsPlan plan = FaultsPlan.of(cases, seed.value());
        FaultsResult result = Faults.run(only == null ? plan : plan.only(only), directory, err::println);
        Churn.delete(directory);
        result.failures().forEach(out::println);
        return report.finish(new Measurement("faults", result.figures(), result.failures()));
    }
}
