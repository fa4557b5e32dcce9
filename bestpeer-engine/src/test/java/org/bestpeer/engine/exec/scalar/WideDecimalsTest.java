package org.bestpeer.engine.exec.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** DECIMALs of more than 18 digits, small ones and some about and beyond 64 bits, against BigDecimal. */
class WideDecimalsTest {
    private static final DataType WIDE = DataType.decimal(38, 4);
    private static final DataType NARROW = DataType.decimal(12, 2);
    private static final int ROUNDS = 400;
    private static final int ROWS = 9;

    @Test
    void smallNumbersAreHeldIn64Bits() {
        assertThat(Primitives.holdsDigits(vector(WIDE, List.of(BigDecimal.ONE, new BigDecimal("-12345.6789")))))
                .isTrue();
        assertThat(Primitives.holdsDigits(vector(WIDE, List.of(BigDecimal.ONE, new BigDecimal("1e20")))))
                .isFalse();
    }

    @Test
    void allWaysOfHoldingThemGiveTheSame() {
        Random random = new Random(3);
        int held = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean large = round % 2 == 0;
            List<@Nullable BigDecimal> left = numbers(random, WIDE, large);
            List<@Nullable BigDecimal> right = numbers(random, NARROW, false);
            Vector a = vector(WIDE, left);
            Vector b = vector(NARROW, right);
            held += Primitives.holdsDigits(a) ? 1 : 0;

            assertThat(values(a)).isEqualTo(left);
            Batch batch = new Batch(ROWS, List.of(a, b));
            List<Field> fields = List.of(new Field("a", WIDE), new Field("b", NARROW));
            Batch sent = BatchCodec.decode(BatchCodec.encode(batch), fields);
            assertThat(values(sent.columns().get(0))).isEqualTo(left);
            for (int row = 0; row < ROWS; row++) {
                BigDecimal x = left.get(row);
                BigDecimal y = right.get(row);
                for (ScalarFunction function :
                        List.of(ScalarFunction.ADD, ScalarFunction.SUBTRACT, ScalarFunction.MULTIPLY)) {
                    boolean product = function == ScalarFunction.MULTIPLY;
                    DataType type = DataType.decimal(38, product ? 6 : 4);
                    BigDecimal expected = x == null || y == null
                            ? null
                            : product ? x.multiply(y) : function == ScalarFunction.ADD ? x.add(y) : x.subtract(y);
                    if (expected == null || expected.precision() <= 38) {
                        assertThat(result(function, type, batch, row))
                                .as("%s %s %s", x, function, y)
                                .isEqualTo(expected == null ? null : expected.setScale(type.scale()));
                    }
                }
            }
        }
        assertThat(held).isBetween(ROUNDS / 3, ROUNDS - ROUNDS / 4);
    }

    @Test
    void castsToMoreDigitsBehindThePoint() {
        Random random = new Random(4);
        DataType to = DataType.decimal(38, 9);
        for (int round = 0; round < ROUNDS; round++) {
            List<@Nullable BigDecimal> numbers = numbers(random, WIDE, round % 2 == 0);
            Scalar cast = new Scalar.Call(ScalarFunction.CAST, List.of(new Scalar.ColumnRef(0, WIDE)), to);
            Vector result =
                    ScalarCompiler.compile(cast).evaluate(RowSet.all(new Batch(ROWS, List.of(vector(WIDE, numbers)))));
            for (int row = 0; row < ROWS; row++) {
                BigDecimal number = numbers.get(row);
                assertThat(result.get(row)).isEqualTo(number == null ? null : number.setScale(9));
            }
        }
    }

    private static @Nullable Object result(ScalarFunction function, DataType type, Batch batch, int row) {
        Scalar call = new Scalar.Call(
                function, List.of(new Scalar.ColumnRef(0, WIDE), new Scalar.ColumnRef(1, NARROW)), type);
        BatchBuilder one = BatchBuilder.of(List.of(new Field("a", WIDE), new Field("b", NARROW)));
        one.append(batch.columns().get(0).get(row), batch.columns().get(1).get(row));
        return ScalarCompiler.compile(call).evaluate(RowSet.all(one.build())).get(0);
    }

    private static List<@Nullable BigDecimal> numbers(Random random, DataType type, boolean large) {
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int bits = large && random.nextInt(4) == 0 ? 58 + random.nextInt(12) : random.nextInt(36);
            BigInteger digits = new BigInteger(bits, random);
            numbers.add(
                    random.nextInt(6) == 0
                            ? null
                            : new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type.scale()));
        }
        return numbers;
    }

    private static Vector vector(DataType type, List<? extends @Nullable BigDecimal> numbers) {
        BatchBuilder builder = BatchBuilder.of(List.of(new Field("n", type)));
        numbers.forEach(number -> builder.append(new @Nullable Object[] {number}));
        return builder.build().columns().get(0);
    }

    private static List<@Nullable Object> values(Vector vector) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            values.add(vector.get(row));
        }
        return values;
    }
}
