package org.bestpeer.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class SqlGeneratorTest {
    private static final DataType PRICE = DataType.decimal(15, 2);
    private static final Scalar PRICE_COLUMN = new Scalar.ColumnRef(0, PRICE);
    private static final Scalar NAME_COLUMN = new Scalar.ColumnRef(1, DataType.varchar(10));

    private final SqlGenerator generator = new SqlGenerator(new PlainDialect());

    private static final class PlainDialect implements SqlDialect {
        @Override
        public String quote(String identifier) {
            return '"' + identifier.replace("\"", "\"\"") + '"';
        }

        @Override
        public String typedPlaceholder(DataType type) {
            return "CAST(? AS " + type + ")";
        }

        @Override
        public String limitClause() {
            return "LIMIT ?";
        }
    }

    private StoreStatement generate(Optional<Scalar> filter, List<SortKey> order, OptionalLong limit) {
        Operator.Scan scan = new Operator.Scan(
                "item", List.of(new Field("price", PRICE), new Field("na\"me", DataType.varchar(10))));
        return generator.generate(new StoreScan(scan, filter, order, limit), new StoreTable("s", "T1", "row"));
    }

    private static Scalar call(ScalarFunction function, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), DataType.BOOLEAN);
    }

    private static Scalar.Literal literal(Object value, DataType type) {
        return new Scalar.Literal(value, type);
    }

    @Test
    void bindsEveryLiteralAndQuotesEveryName() {
        Scalar filter = call(
                ScalarFunction.AND,
                call(ScalarFunction.LESS, PRICE_COLUMN, literal(24, DataType.INTEGER)),
                call(ScalarFunction.NOT, call(ScalarFunction.LIKE, NAME_COLUMN, literal("'; DROP", DataType.VARCHAR))));

        StoreStatement statement =
                generate(Optional.of(filter), List.of(new SortKey(0, true, true)), OptionalLong.of(5));

        assertThat(statement.sql())
                .isEqualTo("SELECT \"price\", \"na\"\"me\" FROM \"s\".\"T1\" WHERE \"row\" >= ? AND \"row\" < ?"
                        + " AND ((\"price\" < ?) AND (NOT (\"na\"\"me\" LIKE ?)))"
                        + " ORDER BY \"price\" DESC NULLS FIRST LIMIT ?");
        assertThat(statement.literals())
                .containsExactly(literal(new BigDecimal("24.00"), PRICE), literal("'; DROP", DataType.varchar(10)));
        assertThat(statement.limited()).isTrue();
    }

    @Test
    void keepsALiteralThatTheColumnCannotHoldAsItIs() {
        Scalar filter =
                call(ScalarFunction.EQUAL, PRICE_COLUMN, literal(new BigDecimal("0.125"), DataType.decimal(4, 3)));

        StoreStatement statement = generate(Optional.of(filter), List.of(), OptionalLong.empty());

        assertThat(statement.sql()).endsWith("AND (\"price\" = CAST(? AS DECIMAL(4, 3)))");
        assertThat(statement.literals()).containsExactly(literal(new BigDecimal("0.125"), DataType.decimal(4, 3)));
    }

    @Test
    void writesChoicesInTheirOrder() {
        Scalar filter =
                call(ScalarFunction.IN, NAME_COLUMN, literal("a", DataType.VARCHAR), literal("b", DataType.VARCHAR));

        StoreStatement statement = generate(Optional.of(filter), List.of(), OptionalLong.empty());

        assertThat(statement.sql()).endsWith("AND (\"na\"\"me\" IN (?, ?))");
        assertThat(statement.literals()).extracting(Scalar.Literal::value).containsExactly("a", "b");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Scalar filter = call(ScalarFunction.SIMILAR_TO, NAME_COLUMN, literal("a", DataType.VARCHAR));

        assertThatThrownBy(() -> generate(Optional.of(filter), List.of(), OptionalLong.empty()))
                .hasMessageContaining("SIMILAR_TO");
        assertThat(filter.dispatch(new StorePredicates(true))).isFalse();
    }
}
