package org.bestpeer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.bestpeer.benchmarks.tpch.CentralNetwork;
import org.bestpeer.benchmarks.tpch.CentralPostgres;
import org.bestpeer.node.tpch.TpchSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchCommandIT {
    private static final String SCALE = "0.008";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsATableAndOneLineOfFiguresAndKeepsThem(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("tpch.json");

        int code = run(this::network, "--check", "--runs", "2", "--json", json.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(1 + 22 + 1).anyMatch(line -> line.matches("q01 +4 .* right"));
        assertThat(lastLine())
                .startsWith("tpch scale=0.008 peers=3 layout=even runs=2 compared_with=postgresql right=22");
        assertThat(new ObjectMapper()
                        .readTree(json.toFile())
                        .path("figures")
                        .path("right")
                        .asInt())
                .isEqualTo(22);
    }

    @Test
    void aWrongAnswerFailsTheCheckAndIsNamed() throws Exception {
        int code = run(this::brokenNetwork, "--check", "--runs", "1");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("goal missed: the answer of q01 is right")
                .contains("column sum_qty: expected");
        assertThat(lastLine()).contains(" wrong=").doesNotContain(" wrong=0");
    }

    private DemoNetwork network(TpchSplit split) throws Exception {
        return new CentralNetwork(CentralPostgres.start(split.scale()).orElseThrow());
    }

    private DemoNetwork brokenNetwork(TpchSplit split) throws Exception {
        CentralPostgres database = CentralPostgres.start(split.scale()).orElseThrow();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from lineitem where l_orderkey = 1");
        }
        return new CentralNetwork(database);
    }

    private int run(DemoNetwork.Factory networks, String... options) {
        String[] args = new String[7 + options.length];
        System.arraycopy(new String[] {"tpch", "--scale", SCALE, "--peers", "3", "--layout", "even"}, 0, args, 0, 7);
        System.arraycopy(options, 0, args, 7, options.length);
        return Main.run(networks, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String lastLine() {
        return out.toString().lines().reduce("", (before, line) -> line);
    }
}
