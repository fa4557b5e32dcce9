package org.bestpeer.benchmarks.differential;

import java.sql.SQLException;
import java.util.List;

/** A wrong answer, with all that is needed to see it again. */
record DifferentialFailure(long seed, CaseNumber number, Case asked, Disagreement disagreement, List<String> data) {
    DifferentialFailure {
        data = List.copyOf(data);
    }

    DifferentialFailure(long seed, CaseNumber number, Case asked, Disagreement disagreement) {
        this(seed, number, asked, disagreement, List.of());
    }

    DifferentialFailure shrunk(List<CentralJudge> judges, Schema schema) throws SQLException {
        Shrinking.Result result = Shrinking.shrink(judges, schema, asked, disagreement);
        return new DifferentialFailure(
                seed,
                number,
                result.smallest(),
                result.disagreement(),
                result.schema().describe());
    }

    /** For people. */
    @Override
    public String toString() {
        return """
                %s
                %s
                %s
                %s
                again: benchmarks/run differential --seed %d --only %s"""
                .formatted(
                        disagreement.kind(),
                        asked.text(),
                        disagreement.detail(),
                        String.join("\n", data),
                        seed,
                        number);
    }
}
