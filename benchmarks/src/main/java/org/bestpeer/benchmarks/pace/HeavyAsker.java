package org.bestpeer.benchmarks.pace;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.benchmarks.tpch.QueryRun;
import org.bestpeer.benchmarks.tpch.QueryRunner;
import org.bestpeer.benchmarks.tpch.TpchAnswers;
import org.bestpeer.node.tpch.TpchQuery;

/** Asks large queries of TPC-H, one after the other, with different parameters. */
public final class HeavyAsker implements Asker {
    /** Scans, joins and groupings of most of the rows. */
    public static final List<TpchQuery> QUERIES =
            List.of(1, 5, 7, 9, 13, 16, 18, 21).stream().map(TpchQuery::new).toList();

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final QueryRunner runner;
    private final List<TpchAnswers> answers;
    private final Random random;

    /**
     * Connects.
     *
     * @param answers right ones of some rounds of parameters
     */
    public HeavyAsker(TpchDatabase network, List<TpchAnswers> answers, Random random) throws SQLException {
        this.runner = new QueryRunner(network, true, LIMIT);
        this.answers = answers;
        this.random = random;
    }

    @Override
    public void ask() throws SQLException {
        QueryRun run =
                runner.run(QUERIES.get(random.nextInt(QUERIES.size())), answers.get(random.nextInt(answers.size())));
        if (run.cut() || !run.isRight()) {
            throw new SQLException(
                    "%s was cut or wrong: %s".formatted(run.query().label(), run.differences()));
        }
    }

    @Override
    public void close() throws SQLException {
        runner.close();
    }
}
