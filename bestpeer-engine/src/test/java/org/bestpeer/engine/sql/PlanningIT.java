package org.bestpeer.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bestpeer.engine.TpchFixture;
import org.junit.jupiter.api.Test;

/** How long planning takes once it is warm; no plan comes from a cache. */
class PlanningIT {
    private static final int WARM_UP = 5;
    private static final Duration BOUND = Duration.ofSeconds(1);

    @Test
    void plansEveryQueryOfTpchWithinASecondOnceWarm() {
        for (int pass = 0; pass < WARM_UP; pass++) {
            planAll();
        }
        Map<String, Duration> times = planAll();

        times.forEach(
                (query, time) -> System.out.printf(Locale.ROOT, "planning %s %.1f ms%n", query, time.toNanos() / 1e6));
        assertThat(times).hasSize(TpchFixture.QUERIES);
        assertThat(times).allSatisfy((query, time) -> assertThat(time).as(query).isLessThan(BOUND));
    }

    /** Each with a front end of its own, whose cache is empty. */
    private static Map<String, Duration> planAll() {
        Map<String, Duration> times = new LinkedHashMap<>();
        for (int number = 1; number <= TpchFixture.QUERIES; number++) {
            SqlFrontEnd frontEnd = new SqlFrontEnd(TpchFixture.statistics(), 1);
            String sql = TpchFixture.query(number);
            long start = System.nanoTime();
            frontEnd.plan(sql, TpchFixture.catalog());
            times.put("q%02d".formatted(number), Duration.ofNanos(System.nanoTime() - start));
            assertThat(frontEnd.plansMade()).isEqualTo(1);
        }
        return times;
    }
}
