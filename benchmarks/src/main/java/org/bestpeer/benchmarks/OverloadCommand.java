package org.bestpeer.benchmarks;

import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.overload.Overload;
import org.bestpeer.benchmarks.overload.OverloadPlan;
import org.bestpeer.benchmarks.overload.OverloadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many statements at once in little memory. */
@Command(
        name = "overload",
        description = {
            "Starts a network in this process, whose peers together may hold half of the heap, and asks heavy and light"
                    + " statements at the same time, some of which are cancelled or not read to their ends.",
            "Goals: every answer is right or a clear refusal (53200, 53300, 54000, HYT00; of a tenth at most: 08006),"
                    + " half are answers, and 5 s"
                    + " after the last one no query, result, fragment, file or held memory is left.",
            "Example: BESTPEER_JAVA_OPTS='-Xmx2g -XX:+ExitOnOutOfMemoryError' benchmarks/run overload --check"
        })
final class OverloadCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Option(names = "--peers", paramLabel = "N", defaultValue = "4", description = "peers; default ${DEFAULT-VALUE}")
    private int peers;

    @Option(
            names = "--statements",
            paramLabel = "N",
            defaultValue = "200",
            description = "statements at once; default ${DEFAULT-VALUE}")
    private int statements;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "statements of each connection; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "16",
            description = "users of each peer; default ${DEFAULT-VALUE}")
    private int users;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "0.02",
            description = "scale of the TPC-H rows; default ${DEFAULT-VALUE}")
    private double scale;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--peers", peers);
        report.atLeast(1, "--statements", statements);
        report.atLeast(1, "--rounds", rounds);
        report.atLeast(1, "--users", users);
        if (scale <= 0) {
            throw report.wrong("--scale must be above 0: " + scale);
        }
        OverloadPlan plan = new OverloadPlan(peers, statements, rounds, users, scale, seed.value());
        OverloadResult result = Overload.run(plan, report.err()::println);
        return report.finish(new Measurement("overload", result.figures(), result.missed()));
    }
}
