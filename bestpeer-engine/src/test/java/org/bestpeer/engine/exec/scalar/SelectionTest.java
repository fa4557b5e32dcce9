package org.bestpeer.engine.exec.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows selected by random conditions are those for which the conditions' values are TRUE. */
class SelectionTest {
    private static final List<Field> FIELDS = List.of(
            new Field("i", DataType.INTEGER),
            new Field("l", DataType.BIGINT),
            new Field("d", DataType.decimal(12, 2)),
            new Field("t", DataType.VARCHAR),
            new Field("full", DataType.BIGINT));
    private static final List<ScalarFunction> COMPARISONS = List.of(
            ScalarFunction.EQUAL,
            ScalarFunction.NOT_EQUAL,
            ScalarFunction.LESS,
            ScalarFunction.LESS_OR_EQUAL,
            ScalarFunction.GREATER,
            ScalarFunction.GREATER_OR_EQUAL);
    private static final int CONDITIONS = 3_000;

    private final Random random = new Random(17);

    @Test
    void selectsTheRowsOfTrue() {
        int selected = 0;
        for (int i = 0; i < CONDITIONS; i++) {
            Batch rows = rows(1 + random.nextInt(40));
            Scalar condition = condition(2);
            Evaluator evaluator = ScalarCompiler.compile(condition);
            int[] expected = new int[rows.rows()];
            int count = Vectors.select(evaluator.evaluate(RowSet.all(rows)), expected);
            int[] positions = new int[rows.rows()];

            assertThat(evaluator.select(RowSet.all(rows), positions))
                    .as("%s", condition)
                    .isEqualTo(count);
            assertThat(Arrays.copyOf(positions, count)).as("%s", condition).isEqualTo(Arrays.copyOf(expected, count));
            selected += count;
        }
        assertThat(selected).isGreaterThan(CONDITIONS);
    }

    private Batch rows(int count) {
        BatchBuilder builder = BatchBuilder.of(FIELDS);
        for (int row = 0; row < count; row++) {
            builder.append(value(0), value(1), value(2), value(3), value(4));
        }
        return builder.build();
    }

    private @Nullable Object value(int column) {
        if (column < 4 && random.nextInt(8) == 0) {
            return null;
        }
        int number = random.nextInt(9) - 4;
        return switch (column) {
            case 0 -> number;
            case 1 ->
                random.nextInt(20) == 0 ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE) : (long) number;
            case 2 -> BigDecimal.valueOf(number, 2);
            case 3 -> "t" + number;
            default -> (long) number;
        };
    }

    private Scalar condition(int depth) {
        int form = random.nextInt(depth > 0 ? 5 : 2);
        if (form >= 2) {
            ScalarFunction function =
                    form == 2 ? ScalarFunction.OR : form == 3 ? ScalarFunction.AND : ScalarFunction.NOT;
            List<Scalar> parts = new ArrayList<>();
            for (int i = function == ScalarFunction.NOT ? 1 : 2 + random.nextInt(2); i > 0; i--) {
                parts.add(condition(depth - 1));
            }
            return new Scalar.Call(function, parts, DataType.BOOLEAN);
        }
        int column = random.nextInt(FIELDS.size());
        DataType type = FIELDS.get(column).type();
        Scalar reference = new Scalar.ColumnRef(column, type);
        List<Scalar> arguments = new ArrayList<>(List.of(reference));
        for (int i = form == 0 ? 1 : 1 + random.nextInt(4); i > 0; i--) {
            Object constant = value(column);
            arguments.add(new Scalar.Literal(constant, type));
        }
        ScalarFunction function = form == 0 ? COMPARISONS.get(random.nextInt(COMPARISONS.size())) : ScalarFunction.IN;
        return new Scalar.Call(function, arguments, DataType.BOOLEAN);
    }
}
