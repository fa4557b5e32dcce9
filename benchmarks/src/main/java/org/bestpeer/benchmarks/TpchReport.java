package org.bestpeer.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of {@code tpch} as one page with plots, which needs nothing else to be read. */
final class TpchReport {
    private static final String PLOTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private TpchReport() {}

    /** The page. */
    static String html(TpchResult result) throws IOException {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("scale", result.split().scale());
        data.put("peers", result.split().companies());
        data.put("layout", result.split().layout().label());
        data.put("warmUps", result.warmUps());
        data.put("runs", result.runs());
        data.put("judge", result.judge());
        data.put("machine", Machine.facts());
        data.put("ours", NetworkDatabase.NAME);
        data.put(
                "queries",
                result.ours().stream().map(timing -> timing.query().label()).toList());
        Map<String, Object> systems = new LinkedHashMap<>();
        result.timings().forEach((name, timings) -> systems.put(name, system(timings)));
        data.put("systems", systems);
        data.put("comparisons", result.comparisons());
        data.put("missed", result.measurement().failedGoals());
        // A script ends at the first such tag, wherever it stands.
        String json = new ObjectMapper().writeValueAsString(data).replace("</", "<\\/");
        return text("/tpch/report.html").replace("/*plots*/", text(PLOTS)).replace("\"data\"", json);
    }

    private static Map<String, Object> system(List<TpchTiming> timings) {
        return Map.of(
                "first", timings.stream().map(TpchTiming::firstMillis).toList(),
                "median", timings.stream().map(TpchTiming::medianMillis).toList(),
                "answers", timings.stream().map(TpchTiming::verdict).toList());
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = TpchReport.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
