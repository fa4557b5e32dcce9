package org.bestpeer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.benchmarks.rules.ConditionAndMask;
import org.bestpeer.benchmarks.tpch.Substitution;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.DemoSettings;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What it costs that owners hide something. */
@Command(
        name = "policies",
        description = {
            "The 22 TPC-H queries on two networks side by side, layout colocated, each run with other parameters: one whose owners"
                    + " show all rows, one whose owners hide items of 50 pieces (2 % of lineitem) and the telephone numbers of"
                    + " customers in debt. Answers are compared with those of one central PostgreSQL (HSQLDB where that is not"
                    + " installed), from which these rows are deleted and these numbers too for the second network.",
            "Goals: all answers are right; the second network has at least 0.85 of the first one's speed, by the geometric mean.",
            "Example: benchmarks/run policies --scale 0.1 --check"
        })
final class PoliciesCommand implements Callable<Integer> {
    private static final double GOAL = 0.85;
    private static final String OPEN = "open";
    private static final String HIDING = "hiding";

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SplitOptions size = new SplitOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private RunsOptions runs = new RunsOptions();

    @Override
    public Integer call() throws Exception {
        runs.check(report);
        TpchSplit split = size.split(Layout.COLOCATED, report);
        List<Substitution> parameters = Substitution.series(seed.value(), split.scale(), runs.rounds());
        List<TpchRounds.Contestant> contestants = new ArrayList<>();
        try (TpchDatabase judge = TpchAnswers.judge(split.scale())) {
            report.err().println("computing the right answers of all rows");
            List<TpchAnswers> all = TpchAnswers.of(judge, parameters, TpchQuery.all());
            report.err().println("computing the right answers of what is not hidden");
            ConditionAndMask.apply(judge);
            List<TpchAnswers> shown = TpchAnswers.of(judge, parameters, TpchQuery.all());
            contestants.add(start(OPEN, DemoSettings.of(split), all));
            contestants.add(start(HIDING, DemoSettings.of(split).withRules(ConditionAndMask::new), shown));
            Map<String, List<TpchTiming>> timings =
                    new TpchRounds(TpchQuery.all(), runs.warmUps(), report.err()).run(contestants);
            return report.finish(measurement(new TpchSpeeds(OPEN, timings)));
        } finally {
            contestants.forEach(one -> one.database().close());
        }
    }

    private TpchRounds.Contestant start(String name, DemoSettings settings, List<TpchAnswers> answers) {
        report.err().println("starting a network: " + name);
        return new TpchRounds.Contestant(name, new NetworkDatabase(DemoNetworks.start(settings)), answers);
    }

    private Measurement measurement(TpchSpeeds speeds) {
        speeds.print(report.out());
        List<String> missed = speeds.wrong();
        double speed = speeds.speed(HIDING);
        if (speed < GOAL) {
            missed.add(String.format(Locale.ROOT, "at least %.2f of the speed without rules; %.2f", GOAL, speed));
        }
        return new Measurement("policies", speeds.figures(), missed);
    }
}
