package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.junit.jupiter.api.Test;

/** Small runs of the measurements: right answers and all figures; times are another matter. */
class SuiteIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void owners() {
        assertThat(run("owners --scale 0.008 --owners 2,3 --warm-ups 1 --runs 1"))
                .matches("owners owners_2_ms=[0-9.]+ owners_3_ms=[0-9.]+ ratio=[0-9.]+");
    }

    @Test
    void policies() {
        assertThat(run("policies --scale 0.008 --peers 2 --warm-ups 1 --runs 1"))
                .startsWith("policies open_right=22 hiding_right=22 ")
                .containsPattern(" hiding_speed=[0-9.]+ open_q01_ms=[0-9.]+ .* hiding_q22_ms=[0-9.]+$");
    }

    @Test
    void stores() {
        assertThat(run("stores --scale 0.008 --peers 2 --warm-ups 1 --runs 1"))
                .startsWith("stores snapshots_right=22 cached_right=22 memory_right=22 ")
                .containsPattern(" cached_speed=[0-9.]+ memory_speed=[0-9.]+ ");
    }

    @Test
    void bestpeer() {
        assertThat(run("bestpeer --scale 0.008 --peers 2,3 --warm-ups 1 --runs 1"))
                .matches("bestpeer( q[1-5]_rows=[1-9][0-9]*){5}( peers_[23]_q[1-5]_ms=[0-9.]+){10}");
    }

    @Test
    void point() {
        assertThat(run("point --scale 0.008 --owners 2 --clients 3 --seconds 1"))
                .startsWith("point owners_2_prepared_p50_ms=")
                .containsPattern(" owners_2_prepared_by_many_per_second=[1-9][0-9]* .* owners_2_of_nothing=[0-9.]+$");
    }

    @Test
    void stream() {
        assertThat(run("stream --scale 0.008 --peers 2 --warm-ups 1 --runs 1"))
                .matches("stream rows=[1-9][0-9]* columns_4_per_second=[0-9]+ columns_4_first_ms=[0-9.]+"
                        + " columns_16_per_second=[0-9]+ columns_16_first_ms=[0-9.]+ held_mb=[0-9]+");
    }

    @Test
    void mixed() {
        assertThat(run("mixed --scale 0.008 --peers 2 --clients 2 --heavy 1 --seconds 1"))
                .matches("mixed alone_p50_ms=.* beside_p99_ms=.* heavy_per_second=[0-9.]+ p50_ratio=[0-9.]+");
    }

    @Test
    void load() {
        assertThat(run("load --scale 0.008"))
                .startsWith("load orders_rows=12000 orders_seen_rows=12000 ")
                .containsPattern(" lineitem_per_second=[1-9][0-9]*$");
    }

    /** The last line; fails if an answer was wrong, or something else than time missed its goal. */
    private String run(String line) {
        TpchCommand tpch = new TpchCommand(DemoNetworks.factory(), TpchAnswers::compute);

        int code = Main.run(tpch, new PrintWriter(out, true), new PrintWriter(err, true), line.split(" "));

        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString().lines())
                .filteredOn(said -> said.startsWith("goal missed: "))
                .noneMatch(goal -> goal.contains("right") || goal.contains("sees"));
        return out.toString().lines().reduce("", (before, last) -> last);
    }
}
