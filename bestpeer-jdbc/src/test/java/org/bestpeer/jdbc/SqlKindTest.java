package org.bestpeer.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | QUERY",
                "((values (1))) | QUERY",
                "'-- insert\nWith x as (select 1) select * from x' | QUERY",
                "explain delete from t | QUERY",
                "insert into t values (1) | CHANGE",
                "/* select */ Update t set a = 1 | CHANGE",
                "DELETE FROM t | CHANGE",
                "merge into t | CHANGE",
                "selectx | OTHER",
                "-- nothing | OTHER",
                "/* never closed | OTHER",
            })
    void knowsAStatementByItsFirstWord(String sql, SqlKind kind) {
        assertThat(SqlKind.of(sql)).isEqualTo(kind);
    }
}
