package org.bestpeer.engine.exec.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.big;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.bool;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.call;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.date;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.dec;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.integer;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.literal;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.real;
import static org.bestpeer.engine.exec.scalar.FunctionExamples.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarCompilerTest {
    static List<FunctionExamples.Example> examples() {
        return FunctionExamples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void givesTheKnownResult(FunctionExamples.Example example) {
        assertThat(ScalarCompiler.constant(example.call())).isEqualTo(example.expected());
    }

    @Test
    void hasAnExampleOfEveryFunction() {
        Set<ScalarFunction> missing = EnumSet.allOf(ScalarFunction.class);
        examples().forEach(example -> missing.remove(example.call().function()));

        assertThat(missing).isEmpty();
    }

    @Test
    void refusesPatternsThatDoNotReadOrAreTooLarge() {
        for (String pattern : List.of("(a", "a)", "*a", "[a", "a{2", "a{3,2}", "[[:nothing:]]")) {
            fails(ErrorCode.INVALID_VALUE, similar("a", pattern));
        }
        for (String pattern : List.of("a".repeat(1001), "(a{100}){1000}", "(".repeat(101) + "a" + ")".repeat(101))) {
            fails(ErrorCode.LIMIT_EXCEEDED, similar("a", pattern));
        }
    }

    @Test
    void matchesHostilePatternsInTimeThatGrowsWithTheText() {
        Object matched = ScalarCompiler.constant(similar("a".repeat(50_000) + "b", "((a*)*|(a|a)*)*"));

        assertThat(matched).isEqualTo(false);
    }

    private static Scalar similar(String text, String pattern) {
        return call(ScalarFunction.SIMILAR_TO, DataType.BOOLEAN, text(text), text(pattern));
    }

    @Test
    void overflowIsAnErrorInEveryType() {
        Scalar most = integer(Integer.MAX_VALUE);
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(ScalarFunction.ADD, DataType.INTEGER, most, integer(1)));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                call(ScalarFunction.MULTIPLY, DataType.BIGINT, big(Long.MAX_VALUE), integer(2)));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                call(ScalarFunction.DIVIDE, DataType.BIGINT, big(Long.MIN_VALUE), integer(-1)));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                call(ScalarFunction.ADD, DataType.decimal(3, 2), dec("9.99"), dec("0.01")));
        Scalar huge = literal(new BigDecimal("9".repeat(38)), DataType.decimal(38, 0));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                call(ScalarFunction.MULTIPLY, DataType.decimal(38, 0), huge, integer(10)));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(ScalarFunction.MULTIPLY, DataType.DOUBLE, real(1e308), real(10.0)));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(ScalarFunction.CAST, DataType.SMALLINT, integer(40_000)));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(ScalarFunction.CAST, DataType.BIGINT, real(1e19)));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                call(ScalarFunction.ADD_DAYS, DataType.DATE, date("9999-12-31"), integer(1)));
    }

    @Test
    void divisionByZeroIsAnErrorInEveryType() {
        fails(ErrorCode.DIVISION_BY_ZERO, call(ScalarFunction.DIVIDE, DataType.INTEGER, integer(1), integer(0)));
        fails(ErrorCode.DIVISION_BY_ZERO, call(ScalarFunction.MODULO, DataType.BIGINT, big(1L), big(0L)));
        fails(ErrorCode.DIVISION_BY_ZERO, call(ScalarFunction.DIVIDE, DataType.decimal(20, 6), dec("1"), dec("0")));
        fails(ErrorCode.DIVISION_BY_ZERO, call(ScalarFunction.DIVIDE, DataType.DOUBLE, real(1.0), real(0.0)));
    }

    @Test
    void textThatDoesNotReadIsAnError() {
        for (DataType type : List.of(
                DataType.INTEGER,
                DataType.decimal(5, 2),
                DataType.DOUBLE,
                DataType.DATE,
                DataType.TIME,
                DataType.TIMESTAMP,
                DataType.BOOLEAN)) {
            fails(ErrorCode.INVALID_VALUE, call(ScalarFunction.CAST, type, text("2024-02-30x")));
        }
        fails(ErrorCode.INVALID_VALUE, call(ScalarFunction.CAST, DataType.DATE, text("2023-02-29")));
        fails(ErrorCode.INVALID_VALUE, call(ScalarFunction.CAST, DataType.INTEGER, text("1.5")));
        fails(ErrorCode.INVALID_VALUE, call(ScalarFunction.CAST, DataType.DOUBLE, text("0x1p3")));
    }

    @Test
    void hugeExponentsCostNothing() {
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, call(ScalarFunction.CAST, DataType.decimal(38, 2), text("1e9999")));
        Scalar tiny = call(ScalarFunction.CAST, DataType.decimal(38, 2), text("1e-9999"));
        assertThat(ScalarCompiler.constant(tiny)).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void branchesRunOnlyForTheirRows() {
        Scalar x = new Scalar.ColumnRef(0, DataType.INTEGER);
        Scalar quotient = call(ScalarFunction.DIVIDE, DataType.INTEGER, integer(12), x);
        Scalar present = call(ScalarFunction.NOT_EQUAL, DataType.BOOLEAN, x, integer(0));
        Scalar guarded = call(ScalarFunction.CASE, DataType.INTEGER, present, quotient, integer(-1));
        Scalar large = call(ScalarFunction.GREATER, DataType.BOOLEAN, quotient, integer(3));
        Scalar both = call(ScalarFunction.AND, DataType.BOOLEAN, present, large);
        Scalar absent = call(ScalarFunction.EQUAL, DataType.BOOLEAN, x, integer(0));
        Scalar either = call(ScalarFunction.OR, DataType.BOOLEAN, absent, large);

        assertThat(column(guarded, 0, 3, null, 4)).containsExactly(-1, 4, -1, 3);
        assertThat(column(both, 0, 3, null, 4)).containsExactly(false, true, null, false);
        assertThat(column(either, 0, 3, null, 4)).containsExactly(true, true, null, false);
    }

    @Test
    void inOverColumnsIsThreeValued() {
        Scalar x = new Scalar.ColumnRef(0, DataType.INTEGER);
        Scalar in = call(ScalarFunction.IN, DataType.BOOLEAN, integer(1), x, integer(5));

        assertThat(column(in, 1, 2, null)).containsExactly(true, false, null);
    }

    @Test
    void likeIsNeverExponential() {
        Scalar like = call(ScalarFunction.LIKE, DataType.BOOLEAN, text("a".repeat(5000)), text("%a".repeat(400) + "b"));

        assertThat(ScalarCompiler.constant(like)).isEqualTo(false);
    }

    @Test
    void refusesAnUnboundParameter() {
        fails(
                ErrorCode.INVALID_PARAMETER,
                call(ScalarFunction.NOT, DataType.BOOLEAN, new Scalar.Parameter(0, DataType.BOOLEAN)));
    }

    @Test
    void unknownIsNotTrue() {
        assertThat(ScalarCompiler.constant(call(ScalarFunction.IS_TRUE, DataType.BOOLEAN, bool(true))))
                .isEqualTo(true);
    }

    private static List<@Nullable Object> column(Scalar scalar, @Nullable Integer... values) {
        BatchBuilder builder = BatchBuilder.of(List.of(new Field("x", DataType.INTEGER)));
        for (Integer value : values) {
            builder.append((Object) value);
        }
        Vector result = ScalarCompiler.compile(scalar).evaluate(RowSet.all(builder.build()));
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
            list.add(result.get(i));
        }
        return list;
    }

    private static void fails(ErrorCode code, Scalar scalar) {
        assertThatThrownBy(() -> ScalarCompiler.constant(scalar))
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
