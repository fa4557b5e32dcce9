package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.benchmarks.baseline.CentralPostgres;
import org.bestpeer.benchmarks.tpch.CentralNetwork;
import org.bestpeer.benchmarks.tpch.Substitution;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class TpchCommandIT {
    private static final double SCALE = 0.008;

    private CentralPostgres database;

    @BeforeAll
    void startDatabase() throws Exception {
        database = CentralPostgres.start(SCALE).orElseThrow();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema broken");
            statement.execute("create table broken.lineitem as select * from lineitem where l_orderkey > 1");
        }
    }

    @AfterAll
    void stopDatabase() {
        database.close();
    }

    @Test
    void printsATableAndOneLineOfFiguresAndKeepsThem(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("tpch.json");
        Path page = directory.resolve("tpch.html");
        Result result = run(
                "",
                "--check",
                "--warm-ups",
                "1",
                "--runs",
                "2",
                "--json",
                json.toString(),
                "--report",
                page.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(1 + 22 + 1).anyMatch(line -> line.matches("q01 +4 .* right"));
        assertThat(result.lastLine())
                .startsWith(
                        "tpch scale=0.008 peers=3 layout=even warm_ups=1 runs=2 compared_with=postgresql right=22 wrong=0");
        assertThat(new ObjectMapper()
                        .readTree(json.toFile())
                        .at("/figures/right")
                        .asInt())
                .isEqualTo(22);
        assertThat(page)
                .content()
                .contains("Chart.js", "\"queries\":[\"q01\",", "\"processors\":")
                .doesNotContain("/*plots*/");
    }

    @Test
    void comparesWithOtherSystems() {
        Result result = run("", "--warm-ups", "1", "--runs", "1", "--compare", "duckdb");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("duckdb ms").containsPattern("duckdb takes [0-9.]+ times as long as ours");
        assertThat(result.lastLine()).containsPattern(" duckdb_x=[0-9.]+ .* duckdb_q22_ms=[0-9.]+$");
        assertThat(run("", "--compare", "oracle").err())
                .contains("unknown system: oracle; there are duckdb, hsqldb, pgfdw, stock");
    }

    @Test
    void aWrongAnswerFailsTheCheckAndIsNamed() {
        Result result = run("?currentSchema=broken,public", "--check", "--warm-ups", "1", "--runs", "1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("goal missed: the answer of q01 is right")
                .contains("column sum_qty: expected");
        assertThat(result.lastLine()).contains(" wrong=").doesNotContain(" wrong=0");
    }

    @Test
    void withoutCheckAWrongAnswerIsOnlyReported() {
        assertThat(run("?currentSchema=broken,public", "--warm-ups", "1", "--runs", "1")
                        .code())
                .isZero();
    }

    private Result run(String parameters, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = Stream.concat(
                        Stream.of("tpch", "--scale", "0.008", "--peers", "3", "--layout", "even"), Stream.of(options))
                .toArray(String[]::new);
        TpchCommand tpch =
                new TpchCommand((split, settings) -> new CentralNetwork(database, parameters), this::answers);
        int code = Main.run(tpch, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Result(code, out.toString(), err.toString());
    }

    private List<TpchAnswers> answers(double scale, List<Substitution> parameters) throws SQLException {
        List<TpchAnswers> answers = new ArrayList<>();
        for (Substitution one : parameters) {
            answers.add(TpchAnswers.of(database, one));
        }
        return answers;
    }

    private record Result(int code, String out, String err) {
        String lastLine() {
            return out.lines().reduce("", (before, line) -> line);
        }
    }
}
