package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.bestpeer.node.schema.SchemaFile;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long planning takes, text to plan, when the plan cache does not know the statement. */
@Command(
        name = "planning",
        description = {
            "Plans the 22 TPC-H queries, each time with an empty plan cache, and shows the median time of each once warm;"
                    + " then Q5, Q8, Q9 and a join of 12 tables from the text to the fragments, over 4 and 64 owners.",
            "Goals: every median is under 100 ms; under 50 ms to the fragments.",
            "Example: benchmarks/run planning --check"
        })
final class PlanningCommand implements Callable<Integer> {
    private static final double GOAL_MILLIS = 100;
    private static final double PLACED_GOAL_MILLIS = 50;

    /** Rows at scale 1; they decide the order of joins. */
    private static final Map<String, Double> ROWS = Map.of(
            "region", 5.0,
            "nation", 25.0,
            "supplier", 10_000.0,
            "customer", 150_000.0,
            "part", 200_000.0,
            "partsupp", 800_000.0,
            "orders", 1_500_000.0,
            "lineitem", 6_001_215.0);

    private static final Statistics STATISTICS =
            table -> new TableStatistics(ROWS.getOrDefault(table, TableStatistics.UNKNOWN.rows()), Map.of());

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "rounds that don't count; default ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "rounds that count; default ${DEFAULT-VALUE}")
    private int runs;

    @Override
    public Integer call() throws Exception {
        report.atLeast(1, "--runs", runs);
        report.atLeast(0, "--warm-up", warmUp);
        PrintWriter err = report.err();
        Catalog catalog = Catalog.of("tpch", 1, SchemaFile.read(TpchSchema.sql()));
        List<TpchQuery> queries = TpchQuery.all();
        err.printf("warming up: %d rounds%n", warmUp);
        for (int round = 0; round < warmUp; round++) {
            queries.forEach(query -> plan(query, catalog));
        }
        err.printf("measuring: %d rounds%n", runs);
        double[][] millis = new double[queries.size()][runs];
        for (int round = 0; round < runs; round++) {
            for (int query = 0; query < queries.size(); query++) {
                millis[query][round] = plan(queries.get(query), catalog);
            }
        }
        Map<TpchQuery, Double> medians = new LinkedHashMap<>();
        for (int query = 0; query < queries.size(); query++) {
            medians.put(queries.get(query), median(millis[query]));
        }
        Map<PlacedQuery, Double> placed = new LinkedHashMap<>();
        for (PlacedQuery query : PlacedQuery.all()) {
            err.printf("measuring: %s%n", query.label());
            placed.put(query, placedMedian(query, catalog));
        }
        PrintWriter out = report.out();
        print(medians, out);
        placed.forEach((query, median) -> out.printf(Locale.ROOT, "%-24s %9.1f%n", query.label(), median));
        return report.finish(measurement(medians, placed));
    }

    private double placedMedian(PlacedQuery query, Catalog catalog) {
        for (int round = 0; round < warmUp; round++) {
            query.millis(catalog, STATISTICS);
        }
        double[] millis = new double[runs];
        for (int round = 0; round < runs; round++) {
            millis[round] = query.millis(catalog, STATISTICS);
        }
        return median(millis);
    }

    private static double plan(TpchQuery query, Catalog catalog) {
        SqlFrontEnd empty = new SqlFrontEnd(STATISTICS, 1);
        String sql = query.sql();
        long start = System.nanoTime();
        empty.plan(sql, catalog);
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(Map<TpchQuery, Double> medians, PrintWriter out) {
        out.println("query   median ms");
        medians.forEach((query, median) -> out.printf(Locale.ROOT, "%s    %9.1f%n", query.label(), median));
    }

    private Measurement measurement(Map<TpchQuery, Double> medians, Map<PlacedQuery, Double> placed) {
        double[] all =
                medians.values().stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("max_ms", rounded(Arrays.stream(all).max().orElseThrow()));
        figures.put("median_ms", rounded(median(all)));
        figures.put(
                "placed_max_ms",
                rounded(placed.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow()));
        List<String> missed = new ArrayList<>();
        medians.forEach((query, median) -> check(query.label(), median, GOAL_MILLIS, missed));
        placed.forEach((query, median) -> check(query.label(), median, PLACED_GOAL_MILLIS, missed));
        return new Measurement("planning", figures, missed);
    }

    private static void check(String query, double median, double goal, List<String> missed) {
        if (median >= goal) {
            missed.add("planning %s takes under %.0f ms; it takes %.1f ms".formatted(query, goal, median));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
