package org.bestpeer.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.bestpeer.node.Demo;
import org.bestpeer.node.DemoSettings;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All 22 queries, in every layout and with 1, 4 and 7 peers, against one central PostgreSQL with the same rows. */
class TpchIT {
    private static final double SCALE = 0.01;
    private static TpchAnswers answers;

    @BeforeAll
    static void computeTheAnswers() throws IOException, SQLException {
        answers = TpchAnswers.compute(SCALE);
        assertThat(answers.source()).isEqualTo("postgresql");
    }

    @ParameterizedTest
    @CsvSource({
        "even, 1", "even, 4", "even, 7",
        "colocated, 1", "colocated, 4", "colocated, 7",
        "supply-chain, 1", "supply-chain, 4", "supply-chain, 7"
    })
    void answersAreThoseOfOneDatabase(String layout, int peers) throws SQLException {
        TpchSplit split = new TpchSplit(Layout.named(layout).orElseThrow(), SCALE, peers);
        try (Demo demo = Demo.start(DemoSettings.of(split));
                Connection connection = demo.connect(peers - 1)) {
            assertThat(answers.check(connection, layout, peers)).isEmpty();
        }
    }
}
