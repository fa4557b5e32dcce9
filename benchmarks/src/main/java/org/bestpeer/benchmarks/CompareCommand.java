package org.bestpeer.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two files that {@code --json} has written. */
@Command(
        name = "compare",
        description = {
            "The figures of two files that --json of the same measurement has written, side by side, and of all times"
                    + " (figures that end in _ms) by the geometric mean how many times as long the second took.",
            "Example: benchmarks/run compare before.json after.json"
        })
final class CompareCommand implements Callable<Integer> {
    private static final String TIME = "_ms";

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "a file of --json")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "another one of the same measurement")
    private Path after = Path.of("");

    @Override
    public Integer call() throws IOException {
        JsonNode first = read(before);
        JsonNode second = read(after);
        if (!first.path("name").equals(second.path("name"))) {
            throw report.wrong("two measurements: %s and %s"
                    .formatted(first.path("name").asText(), second.path("name").asText()));
        }
        PrintWriter out = report.out();
        out.printf("%-24s %14s %14s %8s%n", "figure", "before", "after", "times");
        double logarithms = 0;
        int times = 0;
        for (Map.Entry<String, JsonNode> figure : first.path("figures").properties()) {
            JsonNode left = figure.getValue();
            JsonNode right = second.path("figures").path(figure.getKey());
            double ratio = right.asDouble() / left.asDouble();
            boolean comparable = left.isNumber() && right.isNumber() && ratio > 0 && Double.isFinite(ratio);
            out.printf(
                    Locale.ROOT,
                    "%-24s %14s %14s %8s%n",
                    figure.getKey(),
                    left.asText(),
                    right.asText(),
                    comparable ? String.format(Locale.ROOT, "%.2f", ratio) : "");
            if (comparable && figure.getKey().endsWith(TIME)) {
                logarithms += Math.log(ratio);
                times++;
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("measurement", first.path("name").asText());
        figures.put("times", times);
        figures.put("ratio", times == 0 ? 1.0 : Math.round(Math.exp(logarithms / times) * 1000) / 1000.0);
        return report.finish(new Measurement("compare", figures, List.of()));
    }

    private JsonNode read(Path file) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(file.toFile());
        if (!tree.path("figures").isObject()) {
            throw report.wrong(file + " was not written by --json");
        }
        return tree;
    }
}
