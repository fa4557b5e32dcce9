package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bestpeer.benchmarks.differential.CaseNumber;
import org.bestpeer.benchmarks.differential.Differential;
import org.bestpeer.benchmarks.differential.DifferentialResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Random queries against central databases. */
@Command(
        name = "differential",
        description = {
            "Makes up schemas, rows, owners and queries, and compares the engine's answers with those of a central"
                    + " PostgreSQL and a central HSQLDB that hold the same rows.",
            "Goals: no answer differs; PostgreSQL judges at least nine in ten of those that we do not refuse; at most"
                    + " one query in twenty is refused.",
            "Example: benchmarks/run differential --queries 200000 --check"
        })
final class DifferentialCommand implements Callable<Integer> {
    private static final double MIN_JUDGED_PERCENT = 90;
    private static final double MAX_REFUSED_PERCENT = 5;
    private static final int REASONS = 12;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "5000",
            description = "how many; default ${DEFAULT-VALUE}")
    private int queries;

    @Option(
            names = "--only",
            paramLabel = "ROUND.NUMBER",
            converter = CaseConverter.class,
            description = "a single case, as a failure names it")
    private @Nullable CaseNumber only;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--queries", queries);
        PrintWriter out = report.out();
        PrintWriter err = report.err();
        DifferentialResult result =
                Differential.run(seed.value(), queries, threads.value(report), Optional.ofNullable(only), err::println);
        result.failures().forEach(failure -> out.println(failure + "\n"));
        print("refused: ", result, out);
        print("unjudged: ", result, out);
        return report.finish(measurement(result));
    }

    private static void print(String beginning, DifferentialResult result, PrintWriter out) {
        result.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(beginning))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(REASONS)
                .forEach(count -> out.printf("%6d  %s%n", count.getValue(), count.getKey()));
    }

    private Measurement measurement(DifferentialResult result) {
        long asked = result.count("queries");
        long refused = result.countOf("refused: ");
        long partitioned = result.count("partitioned");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", seed.value());
        figures.put("queries", asked + partitioned);
        figures.put("different", result.failures().size());
        figures.put("postgresql", result.count("judged by POSTGRESQL"));
        figures.put("hsqldb", result.count("judged by HSQLDB"));
        figures.put("partitioned", partitioned);
        figures.put("refused", refused);
        figures.put("outvoted", result.countOf("outvoted: "));
        figures.put("unjudged", result.countOf("unjudged: "));
        figures.put("per_second", Math.round((asked + partitioned) / result.seconds()));
        List<String> missed = new ArrayList<>();
        if (!result.failures().isEmpty()) {
            missed.add("no answer differs; %d do".formatted(result.failures().size()));
        }
        if (only == null) {
            double judged = 100.0 * result.count("judged by POSTGRESQL") / Math.max(1, asked - refused);
            if (judged < MIN_JUDGED_PERCENT) {
                missed.add(
                        "PostgreSQL judges at least %.0f %%; it judged %.1f %%".formatted(MIN_JUDGED_PERCENT, judged));
            }
            double share = 100.0 * refused / asked;
            if (share > MAX_REFUSED_PERCENT) {
                missed.add("at most %.0f %% are refused; %.1f %% were".formatted(MAX_REFUSED_PERCENT, share));
            }
        }
        return new Measurement("differential", figures, missed);
    }

    /** The number of a case. */
    private static final class CaseConverter implements ITypeConverter<CaseNumber> {
        @Override
        public CaseNumber convert(String text) {
            try {
                return CaseNumber.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
