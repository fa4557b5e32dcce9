package org.bestpeer.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.churn.Churn;
import org.bestpeer.benchmarks.throughput.Throughput;
import org.bestpeer.benchmarks.throughput.ThroughputPlan;
import org.bestpeer.benchmarks.throughput.ThroughputResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much is answered by few peers and by many. */
@Command(
        name = "throughput",
        description = {
            "Half of the peers are suppliers, half retailers; a nation key in every row says whose it is. Suppliers' users ask"
                    + " retailers heavy questions, retailers' users ask suppliers light ones, each about one nation, so that one"
                    + " peer answers. First networks of processes with the same rows are timed in turn, then what the peer that"
                    + " asks uses for a question is counted in networks of few and of many peers.",
            "Goals: all answers are right; each question asks one owner; the largest number of clients gets at least 0.9 times as"
                    + " many answers a second from the larger network as from the smaller; the coordinator's processor time,"
                    + " messages and bytes for a question are at most 1.1 times as many in the larger network.",
            "Example: benchmarks/run throughput --peers 2,8 --counted 10,50 --check"
        })
final class ThroughputCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Option(
            names = "--scale",
            paramLabel = "SF",
            defaultValue = "0.05",
            description = "of the TPC-H rows of each timed network; default ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--peers",
            paramLabel = "N",
            split = ",",
            defaultValue = "2,8",
            description = "peers of the timed networks, each a process; even numbers; default ${DEFAULT-VALUE}")
    private List<Integer> peers = List.of();

    @Option(
            names = "--counted",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,50",
            description = "peers of the counted networks; even numbers from 4; default ${DEFAULT-VALUE}")
    private List<Integer> counted = List.of();

    @Option(
            names = "--clients",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4,8,16",
            description = "clients at once; the largest number is to saturate the machine; default ${DEFAULT-VALUE}")
    private List<Integer> clients = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "of each number of clients at each network in each round; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "how often; medians count; default ${DEFAULT-VALUE}")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        checkPeers("--peers", peers, 2);
        checkPeers("--counted", counted, 4);
        clients.forEach(count -> report.atLeast(1, "--clients", count));
        report.atLeast(1, "--rounds", rounds);
        if (seconds <= 0) {
            throw report.wrong("--seconds must be above 0: " + seconds);
        }
        ThroughputPlan plan = plan();
        Path directory = Files.createTempDirectory("bestpeer-throughput");
        ThroughputResult result = Throughput.run(plan, directory, report.err()::println);
        // After a failure the logs of the processes stay.
        Churn.delete(directory);
        result.table().forEach(report.out()::println);
        return report.finish(new Measurement("throughput", result.figures(), result.missed()));
    }

    private ThroughputPlan plan() {
        try {
            return new ThroughputPlan(
                    scale,
                    sorted(peers),
                    sorted(counted),
                    sorted(clients),
                    seconds,
                    rounds,
                    ThroughputPlan.Pairs.USUAL,
                    seed.value());
        } catch (IllegalArgumentException e) {
            throw report.wrong(String.valueOf(e.getMessage()));
        }
    }

    private void checkPeers(String option, List<Integer> counts, int least) {
        for (int count : counts) {
            report.atLeast(least, option, count);
            if (count % 2 != 0) {
                throw report.wrong("half of the peers are suppliers: %s must be even: %d".formatted(option, count));
            }
        }
    }

    private static List<Integer> sorted(List<Integer> counts) {
        return counts.stream().sorted().distinct().toList();
    }
}
