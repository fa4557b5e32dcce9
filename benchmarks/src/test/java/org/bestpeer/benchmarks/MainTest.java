package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anUnknownNameIsWrongUsageAndListsTheNames() {
        assertThat(run("nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("'nosuch'").contains("tpch");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noNameIsWrongUsageAndListsTheNames() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("tpch");
    }

    @Test
    void anUnknownOptionIsWrongUsageAndListsTheOptions() {
        assertThat(run("tpch", "--nosuch", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--nosuch").contains("--layout").contains("--check");
    }

    @Test
    void badValuesAreNamed() {
        assertThat(run("tpch", "--layout", "round")).isEqualTo(2);
        assertThat(run("tpch", "--peers", "0")).isEqualTo(2);
        assertThat(run("tpch", "--scale", "-1")).isEqualTo(2);
        assertThat(run("tpch", "--scale", "x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("unknown layout: round; there are supply-chain, colocated, even")
                .contains("--peers must be at least 1: 0")
                .contains("scale must be above 0 and at most 10000: -1.0")
                .contains("'x' is not a double");
    }

    @Test
    void measuresPlanning() {
        assertThat(run("planning", "--warm-up", "1", "--runs", "1")).isZero();
        assertThat(out.toString().lines())
                .hasSize(1 + 22 + PlacedQuery.all().size() + 1)
                .anyMatch(line -> line.matches("q22 +[0-9.]+"))
                .anyMatch(line -> line.matches("join12 over 64 owners +[0-9.]+"));
        assertThat(out.toString())
                .containsPattern("\nplanning max_ms=[0-9.]+ median_ms=[0-9.]+ placed_max_ms=[0-9.]+\n$");
        assertThat(run("planning", "--runs", "0")).isEqualTo(2);
    }

    @Test
    void simulatesSeedsOnSeveralThreads() {
        assertThat(run("simulate", "--seeds", "1-50", "--threads", "2", "--check"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("\nsimulate seeds=50 events=[0-9]+ events_per_second=[0-9]+ broken=0 answered=[0-9]+"
                        + " unanswered=[0-9]+ beyond_bounds=[0-9]+\n$");
        assertThat(run("simulate", "--seeds", "5-1")).isEqualTo(2);
        assertThat(run("simulate", "--threads", "0")).isEqualTo(2);
    }

    @Test
    void exploresASmallNetwork() {
        assertThat(run("explore --nodes 4 --changes repair --crashes 0 --duplicates 0 --timers 0 --check".split(" ")))
                .isZero();
        assertThat(out.toString())
                .startsWith("FIXPOINT after ")
                .containsPattern(
                        "\nexplore nodes=4 changes=1 crashes=0 duplicates=0 end=fixpoint states=[0-9]+ steps=[0-9]+"
                                + " depth=[0-9]+ whole=[1-9][0-9]* waiting=[0-9]+ seconds=[0-9]+ .*\n$");
    }

    @Test
    void anExplorationEndsAtItsBoundAndSaysSo() {
        assertThat(run("explore", "--nodes", "4", "--states", "100")).isZero();
        assertThat(out.toString()).startsWith("CAPPED after ").contains(" end=capped ");
        assertThat(run("explore", "--nodes", "1")).isEqualTo(2);
        assertThat(run("explore", "--crashes", "-1")).isEqualTo(2);
        assertThat(run("explore", "--changes", "join,quake")).isEqualTo(2);
        assertThat(err.toString())
                .contains("nodes can be explored, not 1")
                .contains("no such bounds: -1 crashes")
                .contains("--changes: there is no quake, only [join, leave, repair]");
    }

    @Test
    void measuresTheSimulatorsSpeed() {
        assertThat(run("simulate-speed", "--seconds", "1")).isZero();
        assertThat(out.toString())
                .containsPattern("\nsimulate-speed events_per_second=[0-9]+ checked_events_per_second=[0-9]+\n$");
        assertThat(run("simulate-speed", "--seconds", "0")).isEqualTo(2);
    }

    @Test
    void showsTheOptionsOfAMeasurement() {
        assertThat(run("tpch", "--help")).isZero();
        assertThat(out.toString()).contains("--compare=NAME", "--report=FILE", "--layout=L");
    }

    @Test
    void comparesTwoFilesOfFigures(@TempDir Path directory) throws IOException {
        Path before = directory.resolve("before.json");
        Path after = directory.resolve("after.json");
        Path other = directory.resolve("other.json");
        Files.writeString(before, "{\"name\": \"tpch\", \"figures\": {\"q01_ms\": 10.0, \"runs\": 3}}");
        Files.writeString(after, "{\"name\": \"tpch\", \"figures\": {\"q01_ms\": 5.0, \"runs\": 3}}");
        Files.writeString(other, "{\"name\": \"churn\", \"figures\": {}}");

        assertThat(run("compare", before.toString(), after.toString())).isZero();
        assertThat(out.toString())
                .containsPattern("q01_ms +10.0 +5.0 +0.50\n")
                .endsWith("compare measurement=tpch times=1 ratio=0.5\n");
        assertThat(run("compare", before.toString(), other.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("two measurements: tpch and churn");
    }

    @Test
    void comparesSomeQueriesWithCentralDatabases() {
        int code = run("differential", "--queries", "60", "--seed", "4", "--threads", "1", "--check");
        assertThat(code).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .containsPattern("differential seed=4 queries=60 different=0 postgresql=[0-9]+ hsqldb=[0-9]+"
                        + " partitioned=10 refused=[0-9]+ outvoted=[0-9]+ unjudged=[0-9]+ per_second=[0-9]+\n$");
        assertThat(run("differential", "--queries", "0")).isEqualTo(2);
        assertThat(run("differential", "--only", "7")).isEqualTo(2);
        assertThat(err.toString()).contains("a case is ROUND.NUMBER");
    }

    @Test
    void runsEveryInnerLoopOnce() {
        int code = run("micro", "--forks", "0", "--warm-ups", "0", "--rounds", "1", "--millis", "1");
        assertThat(code).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .contains("Benchmark", "ns/op")
                .containsPattern("\nmicro ([A-Za-z]+_ns=[0-9.]+ ?){12}\n$");
        assertThat(run("micro", "nosuch", "--forks", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("no loop has a name like nosuch");
    }

    @Test
    void suiteMeasurementsRefuseNumbersBelowOne() {
        assertThat(run("owners", "--owners", "0")).isEqualTo(2);
        assertThat(run("policies", "--runs", "0")).isEqualTo(2);
        assertThat(run("stores", "--warm-ups", "0")).isEqualTo(2);
        assertThat(run("point", "--clients", "0")).isEqualTo(2);
        assertThat(run("mixed", "--heavy", "0")).isEqualTo(2);
        assertThat(run("bestpeer", "--peers", "4,0")).isEqualTo(2);
        assertThat(run("load", "--scale", "-1")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--owners must be at least 1: 0",
                        "--runs must be at least 1: 0",
                        "--warm-ups must be at least 1: 0")
                .contains(
                        "--clients must be at least 1: 0",
                        "--heavy must be at least 1: 0",
                        "--peers must be at least 1: 0");
    }

    @Test
    void churnNeedsSomePeers() {
        assertThat(run("churn", "--peers", "3", "--processes", "2")).isEqualTo(2);
        assertThat(run("churn", "--rate", "0")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--rate must be at least 1: 0", "--peers and --processes together must be at least 6: 5");
    }

    @Test
    void faultsNeedCases() {
        assertThat(run("faults", "--cases", "0")).isEqualTo(2);
        assertThat(run("faults", "--only", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--cases must be at least 1: 0", "--only must be at least 0: -1");
    }

    @Test
    void throughputNeedsAsManySuppliersAsRetailers() {
        assertThat(run("throughput", "--peers", "2,5")).isEqualTo(2);
        assertThat(run("throughput", "--counted", "2,10")).isEqualTo(2);
        assertThat(run("throughput", "--clients", "0,4")).isEqualTo(2);
        assertThat(run("throughput", "--seconds", "0")).isEqualTo(2);
        assertThat(run("throughput", "--scale", "0.01", "--peers", "2,80")).isEqualTo(2);
        assertThat(err.toString())
                .contains("half of the peers are suppliers: --peers must be even: 5")
                .contains("--counted must be at least 4: 2")
                .contains("--clients must be at least 1: 0")
                .contains("--seconds must be above 0: 0.0")
                .contains("scale 0.01 leaves 2 suppliers to each of 40 nations; there must be 4");
    }

    @Test
    void measuresSmallTrees(@TempDir Path directory) throws IOException {
        Path plot = directory.resolve("plot.svg");
        Path json = directory.resolve("figures.json");
        int code = run(
                "overlay-scale --peers 40 --searches 50 --changes 5 --inserts 6000 --check".split(" "),
                "--plot",
                plot.toString(),
                "--json",
                json.toString());
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("ok     height at 40 peers", "hops, exact", "10 % killed", "50 % killed", "6,000 inserts")
                .containsPattern("\noverlay-scale peers=40 height=[0-9]+ .* failed=0\n$");
        assertThat(plot).content(StandardCharsets.UTF_8).startsWith("<svg").endsWith("</svg>\n");
        assertThat(json).content(StandardCharsets.UTF_8).contains("\"exact_mean\"");
        assertThat(run("overlay-scale", "--peers", "0")).isEqualTo(2);
    }

    private int run(String[] first, String... more) {
        return run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    private int run(String... args) {
        DemoNetwork.Factory none = (split, settings) -> {
            throw new AssertionError("wrong usage must not start a network");
        };
        TpchCommand tpch = new TpchCommand(none, (scale, parameters) -> {
            throw new AssertionError("wrong usage must not compute answers");
        });
        return Main.run(tpch, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
