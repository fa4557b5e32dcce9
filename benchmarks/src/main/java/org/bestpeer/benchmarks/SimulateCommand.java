package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.overlay.Trials;
import org.bestpeer.overlay.sim.Trial;
import org.bestpeer.overlay.sim.scenario.Campaign.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The ordeals of many seeds, on all cores. */
@Command(
        name = "simulate",
        description = {
            "Lets made-up networks of 1 to 64 peers suffer what their seeds say, and checks the invariants after every"
                    + " event; every hundredth seed runs twice and must give the same events.",
            "Goal: nothing is broken.",
            "Example: benchmarks/run simulate --seeds 1-100000 --check"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int BROKEN_WANTED = 5;
    private static final int SHRINK_RUNS = 200;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--seeds",
            paramLabel = "A-B",
            defaultValue = "1-2000",
            converter = SeedsConverter.class,
            description = "from one seed to another; default ${DEFAULT-VALUE}")
    private Seeds seeds = new Seeds(0, 0);

    @Override
    public Integer call() throws Exception {
        PrintWriter out = report.out();
        PrintWriter err = report.err();
        Trials.Summary summary = Trials.run(seeds, threads.value(report), BROKEN_WANTED, err::println);
        out.printf(
                "%d seeds, %d events, %d events a second with checks; look-ups: %d answered, %d not%n",
                summary.runs(), summary.events(), summary.eventsPerSecond(), summary.answered(), summary.unanswered());
        if (!summary.broken().isEmpty()) {
            err.println("making the first one smaller");
            out.println(summary.broken().get(0).shrunk(SHRINK_RUNS));
        }
        return report.finish(measurement(summary));
    }

    private static Measurement measurement(Trials.Summary summary) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seeds", summary.runs());
        figures.put("events", summary.events());
        figures.put("events_per_second", summary.eventsPerSecond());
        figures.put("broken", summary.broken().size());
        figures.put("answered", summary.answered());
        figures.put("unanswered", summary.unanswered());
        figures.put("beyond_bounds", summary.beyondBounds());
        List<String> missed = summary.broken().stream().map(Trial::toString).toList();
        return new Measurement("simulate", figures, missed);
    }

    /** A range of seeds. */
    private static final class SeedsConverter implements ITypeConverter<Seeds> {
        @Override
        public Seeds convert(String text) {
            try {
                return Seeds.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
