package org.bestpeer.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.bestpeer.benchmarks.baseline.CentralHsqldb;
import org.bestpeer.benchmarks.baseline.CentralPostgres;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.junit.jupiter.api.Test;

/** The two central databases agree on all 22 answers, so either of them can judge a network. */
class CentralAnswersIT {
    private static final double SCALE = 0.01;

    @Test
    void postgresqlAndHsqldbAgreeOnAllQueries() throws Exception {
        Optional<CentralPostgres> installed = CentralPostgres.start(SCALE);
        assertThat(installed)
                .as("PostgreSQL must be installed for this test: apt-get install postgresql")
                .isPresent();
        try (CentralPostgres postgres = installed.get();
                TpchDatabase hsqldb = CentralHsqldb.start(SCALE)) {
            TpchAnswers expected = TpchAnswers.of(postgres, Substitution.VALIDATION);

            assertThat(expected.differencesFrom(TpchAnswers.of(hsqldb, Substitution.VALIDATION)))
                    .isEmpty();

            try (Connection same = postgres.connect()) {
                assertThat(expected.check(same, "one database", 1)).isEmpty();
                try (Statement change = same.createStatement()) {
                    change.execute("update region set r_name = 'NOWHERE' where r_name = 'ASIA'");
                }
                assertThat(expected.check(same, "one database", 1))
                        .containsExactly("layout one database, 1 peers, q05: expected 5 rows, got 0");
            }
        }
    }
}
