package org.bestpeer.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bestpeer.node.tpch.TpchQuery;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private static final TpchQuery Q1 = new TpchQuery(1);
    private static final int SEEDS = 40;

    @Test
    void theValidationParametersChangeNothing() {
        assertThat(TpchQuery.all()).allSatisfy(query -> assertThat(Substitution.VALIDATION.apply(query, query.sql()))
                .isEqualTo(query.sql()));
    }

    @Test
    void replacesAllParametersAtOnceAcrossLines() {
        Substitution swapped = new Substitution(Map.of(Q1, Map.of("'A'", "'B'", "'B'", "'A'", "x > 1 and x < 2", "y")));

        assertThat(swapped.apply(Q1, "'A' 'B' 'A' x > 1\n  and x < 2")).isEqualTo("'B' 'A' 'B' y");
    }

    @Test
    void refusesATextWithoutOneOfTheParameters() {
        Substitution substitution = new Substitution(Map.of(Q1, Map.of("'A'", "'B'", "'C'", "'D'")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> substitution.apply(Q1, "select 'A'"))
                .withMessage("the text of q01 has no ['C']");
    }

    @Test
    void drawsTheSameParametersFromTheSameSeed() {
        for (TpchQuery query : TpchQuery.all()) {
            Set<String> texts = new HashSet<>();
            for (int seed = 1; seed <= SEEDS; seed++) {
                String text = Substitution.random(seed, 0.1).apply(query, query.sql());
                assertThat(text).isEqualTo(Substitution.random(seed, 0.1).apply(query, query.sql()));
                texts.add(text);
            }
            // Q18 has no more than four.
            assertThat(texts).as(query.label()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void takesTheFractionOfQ11FromTheScale() {
        TpchQuery q11 = new TpchQuery(11);

        assertThat(Substitution.random(1, 0.1).apply(q11, q11.sql())).contains("* 0.0010000000");
    }
}
