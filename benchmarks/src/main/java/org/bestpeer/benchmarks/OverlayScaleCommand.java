package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bestpeer.benchmarks.overlay.Criterion;
import org.bestpeer.benchmarks.overlay.Figures;
import org.bestpeer.benchmarks.overlay.Plot;
import org.bestpeer.benchmarks.overlay.ScaleSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Large trees in simulation. */
@Command(
        name = "overlay-scale",
        description = {
            "Builds trees of up to 10,000 simulated peers by joins and measures what searches, inserts, joins and leaves"
                    + " cost beside the paper's bounds; then balance under skewed inserts, and the death of 10 %% and of"
                    + " half of all peers at once.",
            "Goals: all criteria that are printed.",
            "Example: benchmarks/run overlay-scale --peers 10000 --check"
        })
final class OverlayScaleCommand implements Callable<Integer> {
    private static final int[] SIZES = {100, 1000, 5000, 10_000};
    private static final int BALANCED = 1000;
    private static final int FEWEST = 10;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(
            names = "--peers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "size of the largest tree; default ${DEFAULT-VALUE}")
    private int peers;

    @Option(
            names = "--searches",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "look-ups for a key, look-ups for a range, and inserts, at each size; default ${DEFAULT-VALUE}")
    private int searches;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "100",
            description = "joins, and leaves, measured at each size; default ${DEFAULT-VALUE}")
    private int changes;

    @Option(
            names = "--inserts",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "skewed inserts into a tree of 1,000 peers; 0 for none; default ${DEFAULT-VALUE}")
    private int inserts;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            defaultValue = "benchmarks/target/overlay-scale.svg",
            description = "where the plot is written; default ${DEFAULT-VALUE}")
    private Path plot = Path.of("");

    @Override
    public Integer call() throws Exception {
        report.atLeast(FEWEST, "--peers", peers);
        report.atLeast(1, "--searches", searches);
        report.atLeast(1, "--changes", changes);
        report.atLeast(0, "--inserts", inserts);
        PrintWriter out = report.out();
        PrintWriter err = report.err();
        ScaleSuite suite = new ScaleSuite(
                line -> {
                    out.println(line);
                    out.flush();
                },
                err::println);
        IntStream.concat(IntStream.of(SIZES).filter(size -> size < peers), IntStream.of(peers))
                .forEach(size -> suite.measure(size, searches, changes));
        if (inserts > 0) {
            suite.balance(Math.min(BALANCED, peers), inserts);
        }
        suite.kill(peers);
        Files.createDirectories(plot.toAbsolutePath().getParent());
        Files.writeString(plot, Plot.svg(suite.figures()));
        out.println("plot: " + plot.toAbsolutePath());
        return report.finish(measurement(suite));
    }

    private static Measurement measurement(ScaleSuite suite) {
        Figures largest = suite.figures().get(suite.figures().size() - 1);
        List<String> missed = suite.criteria().stream()
                .filter(criterion -> !criterion.holds())
                .map(Criterion::toString)
                .toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("peers", largest.peers());
        figures.put("height", largest.height());
        figures.put("exact_mean", hundredth(largest.exact().mean()));
        figures.put("exact_max", largest.exact().max());
        figures.put("join_mean", hundredth(largest.join().mean()));
        figures.put("leave_mean", hundredth(largest.leave().mean()));
        figures.put("root_load", hundredth(largest.rootLoad()));
        figures.put("criteria", suite.criteria().size());
        figures.put("failed", missed.size());
        return new Measurement("overlay-scale", figures, missed);
    }

    private static double hundredth(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
