package org.bestpeer.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.benchmarks.baseline.Baselines;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchQuery;
import org.bestpeer.node.tpch.TpchSplit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network is compared with answers the same questions as it does. */
class BaselinesIT {
    private static final double SCALE = 0.008;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static List<TpchAnswers> answers;

    @BeforeAll
    static void computeTheAnswers() throws Exception {
        answers = TpchAnswers.compute(SCALE, List.of(Substitution.random(11, SCALE), Substitution.random(12, SCALE)));
    }

    @ParameterizedTest
    @CsvSource({"hsqldb, colocated", "duckdb, colocated", "pgfdw, colocated", "pgfdw, even", "pgfdw, supply-chain"})
    void answersAreRight(String name, String layout) throws Exception {
        assertThat(differences(name, layout, TpchQuery.all())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stock, colocated", "stock, supply-chain"})
    void answersOfStockCalciteAreRight(String name, String layout) throws Exception {
        List<TpchQuery> quick =
                List.of(new TpchQuery(1), new TpchQuery(6), new TpchQuery(12), new TpchQuery(14), new TpchQuery(18));
        assertThat(differences(name, layout, quick)).isEmpty();
    }

    private static List<String> differences(String name, String layout, List<TpchQuery> queries) throws Exception {
        TpchSplit split = new TpchSplit(Layout.named(layout).orElseThrow(), SCALE, 3);
        List<String> differences = new ArrayList<>();
        try (TpchDatabase database = Baselines.start(name, split);
                QueryRunner runner = new QueryRunner(database, false, LIMIT)) {
            for (TpchAnswers expected : answers) {
                for (TpchQuery query : queries) {
                    QueryRun run = runner.run(query, expected);
                    run.differences().forEach(text -> differences.add(query.label() + ": " + text));
                    if (run.cut()) {
                        differences.add(query.label() + " was cut");
                    }
                }
            }
        }
        return differences;
    }
}
