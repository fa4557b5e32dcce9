package org.bestpeer.node.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.bestpeer.overlay.sim.Trial;
import org.bestpeer.overlay.sim.scenario.Campaign.Seeds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Lets made-up networks of peers suffer what their seeds say: crashes, partitions, lost and late messages,"
                    + " joins, leaves.",
            "The same seed gives the same run. One line tells how each ended; if an invariant was broken, a smaller"
                    + " run that breaks it follows, and the exit code is 1."
        },
        footer = {"", "Example:", "  ./bestpeer simulate --seed 17", "  ./bestpeer simulate --seeds 1-100"})
final class SimulateCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"--seed", "--seeds"},
            required = true,
            paramLabel = "N|A-B",
            converter = SeedsConverter.class,
            description = "a seed, or all from one to another")
    Seeds seeds = new Seeds(0, 0);

    @Option(
            names = "--shrink",
            paramLabel = "RUNS",
            defaultValue = "200",
            description = "runs spent on making what failed smaller; 0 for none; default ${DEFAULT-VALUE}")
    int shrink;

    @Override
    public Integer call() {
        PrintWriter out = CommandLines.of(spec).getOut();
        long events = 0;
        long broken = 0;
        long answered = 0;
        long unanswered = 0;
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            Trial trial = Trial.of(seed);
            events += trial.outcome().events();
            answered += trial.answered();
            unanswered += trial.unanswered();
            Lines.print(out, trial.toString());
            if (trial.violation().isPresent()) {
                broken++;
                Lines.print(out, shrink > 0 ? trial.shrunk(shrink) : "");
            }
        }
        if (seeds.count() > 1) {
            Lines.print(
                    out,
                    "%d seeds, %d events, look-ups %d answered and %d not, %d broken"
                            .formatted(seeds.count(), events, answered, unanswered, broken));
        }
        return broken == 0 ? 0 : 1;
    }
}
