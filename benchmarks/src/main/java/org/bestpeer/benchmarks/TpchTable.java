package org.bestpeer.benchmarks;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The table of {@code tpch} for people. */
final class TpchTable {
    private TpchTable() {}

    static void print(TpchResult result, PrintWriter out) {
        out.println("query    rows    first ms   median ms  answer" + header(result));
        List<TpchTiming> ours = result.ours();
        for (int i = 0; i < ours.size(); i++) {
            TpchTiming timing = ours.get(i);
            String line = String.format(
                    Locale.ROOT,
                    "%s  %8d  %10.1f  %10.1f  %-6s%s",
                    timing.query().label(),
                    timing.rows(),
                    timing.firstMillis(),
                    timing.medianMillis(),
                    timing.verdict(),
                    others(result, i));
            out.println(line.stripTrailing());
        }
        result.comparisons()
                .forEach((name, comparison) -> out.printf(
                        Locale.ROOT,
                        "%s takes %.2f times as long as ours (geometric mean), least %.2f (%s)%n",
                        name,
                        comparison.mean(),
                        comparison.least(),
                        comparison.leastQuery()));
    }

    private static String header(TpchResult result) {
        StringBuilder header = new StringBuilder();
        result.comparisons().keySet().forEach(name -> header.append(String.format("  %10s ms        ", name)));
        return header.toString().stripTrailing();
    }

    private static String others(TpchResult result, int query) {
        StringBuilder line = new StringBuilder();
        for (String name : result.comparisons().keySet()) {
            TpchTiming timing = result.timings().getOrDefault(name, List.of()).get(query);
            line.append(String.format(Locale.ROOT, "  %13.1f  %-6s", timing.medianMillis(), timing.verdict()));
        }
        return line.toString();
    }
}
