package org.bestpeer.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static List<Question> draw(long seed) {
        return new Questions(seed).about(Business.RETAILER, List.of(3, 4), 10);
    }

    @Test
    void questionsFollowFromTheSeed() {
        assertThat(draw(1)).isEqualTo(draw(1)).isNotEqualTo(draw(2)).hasSize(20);
    }

    @Test
    void aQuestionNamesOneNation() {
        assertThat(draw(1)).allSatisfy(question -> assertThat(question.sql())
                .contains("c_nationkey = " + question.nation() + " AND"));
        assertThat(new Questions(1).about(Business.SUPPLIER, List.of(7), 5))
                .allSatisfy(question -> assertThat(question.sql()).contains("p_nationkey = 7 AND"));
    }

    @Test
    void whatAPeerUsedGoesThroughALine() {
        Usage usage = new Usage(1, 2, 3, 4, 5, 6);

        assertThat(Usage.read(usage.words())).isEqualTo(usage);
        assertThat(usage.plus(usage).since(usage)).isEqualTo(usage);
    }
}
