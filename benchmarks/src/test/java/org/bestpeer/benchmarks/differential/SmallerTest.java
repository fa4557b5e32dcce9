package org.bestpeer.benchmarks.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SmallerTest {
    private static String ours(Sql sql) {
        return sql.in(Dialect.OURS).orElseThrow().sql();
    }

    @Test
    void leavesOutClausesAndPutsPartsInPlaceOfTheWhole() {
        Sql condition = Sql.of(
                Sql.Sort.CONDITION, "($0 OR $1)", Sql.of(Sql.Sort.CONDITION, "p"), Sql.of(Sql.Sort.CONDITION, "q"));
        Sql query = Sql.of(
                Sql.Sort.QUERY,
                "SELECT 1 FROM t $0",
                Sql.list("$_", List.of(Sql.of(Sql.Sort.CLAUSE, "WHERE $0", condition))));

        assertThat(Smaller.of(query))
                .extracting(SmallerTest::ours)
                .containsExactlyInAnyOrder(
                        "SELECT 1 FROM t ",
                        "SELECT 1 FROM t WHERE p",
                        "SELECT 1 FROM t WHERE q",
                        "SELECT 1 FROM t WHERE TRUE");
    }

    @Test
    void theSameSeedMakesTheSameSchemaAndQueries() {
        LongStream.range(0, 30).forEach(seed -> {
            Schema schema = SchemaGenerator.generate(seed);
            assertThat(SchemaGenerator.generate(seed).describe()).isEqualTo(schema.describe());
            assertThat(Case.generate(schema, seed, 3).text())
                    .isEqualTo(Case.generate(schema, seed, 3).text());
        });
    }

    @Test
    void whatADialectCannotSayIsNotAsked() {
        Sql part = Sql.of(Sql.Sort.NUMBER, Wording.same("OCTET_LENGTH('a')").notHsqldb(), List.of());
        Sql whole = Sql.of(Sql.Sort.QUERY, "SELECT $0", part);

        assertThat(whole.in(Dialect.POSTGRESQL)).isPresent();
        assertThat(whole.in(Dialect.HSQLDB)).isEmpty();
    }
}
