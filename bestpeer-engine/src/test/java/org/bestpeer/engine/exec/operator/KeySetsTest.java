package org.bestpeer.engine.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeySetsTest {
    private static final Field LONG = new Field("k", DataType.BIGINT);
    private static final Field TEXT = new Field("t", DataType.VARCHAR);

    private final MemoryTables tables = new MemoryTables();

    private static Batch batch(List<Field> fields, int rows, IntFunction<List<@Nullable Object>> row) {
        BatchBuilder builder = BatchBuilder.of(fields, rows);
        for (int i = 0; i < rows; i++) {
            builder.append(row.apply(i).toArray());
        }
        return builder.build();
    }

    private static KeySets.Collected collected(Batch rows, List<Field> fields, DataType... against) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < against.length; i++) {
            columns.add(i);
        }
        return KeySets.of(List.of(rows), fields, columns, List.of(against)).orElseThrow();
    }

    private static List<List<Object>> rows(BatchStream stream) {
        List<List<Object>> rows = new ArrayList<>();
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            for (int row = 0; row < batch.rows(); row++) {
                int at = row;
                rows.add(batch.columns().stream().<Object>map(c -> c.get(at)).toList());
            }
        }
        return rows;
    }

    private List<List<Object>> filtered(List<Field> fields, List<List<Object>> rows, KeySet keys) {
        tables.put("r", fields, rows);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(i);
        }
        return rows(
                PlanExecutor.run(new Operator.KeyFilter(tables.scan("r"), columns, keys), TestContexts.owner(tables)));
    }

    @Test
    void listsFewKeysOnceAndWithoutNulls() {
        Batch rows = batch(List.of(LONG), 30, i -> Arrays.asList(i % 10 == 9 ? null : (Object) (long) (i % 10)));

        KeySets.Collected keys = collected(rows, List.of(LONG), DataType.BIGINT);

        assertThat(keys.count()).isEqualTo(9);
        assertThat(keys.keys()).isInstanceOf(KeySet.Exact.class);
        assertThat(keys.first()).contains(new ColumnRange("k", 0L, 8L));
        assertThat(filtered(List.of(LONG), List.of(List.of(8L), List.of(9L), List.of(0L)), keys.keys()))
                .containsExactly(List.of(8L), List.of(0L));
    }

    @Test
    void comparesKeysByValueWhateverTheirTypes() {
        Field cents = new Field("c", DataType.decimal(9, 2));
        Batch rows = batch(List.of(cents), 2, i -> List.of(new BigDecimal(i == 0 ? "1.00" : "2.50")));

        for (DataType type : List.of(DataType.INTEGER, DataType.decimal(38, 4))) {
            KeySets.Collected keys = collected(rows, List.of(cents), type);
            Object one = type.equals(DataType.INTEGER) ? (Object) 1 : new BigDecimal("1.0000");
            Object two = type.equals(DataType.INTEGER) ? (Object) 2 : new BigDecimal("2.0000");
            assertThat(filtered(List.of(new Field("x", type)), List.of(List.of(one), List.of(two)), keys.keys()))
                    .containsExactly(List.of(one));
        }
    }

    @Test
    void hashesManyKeysAndLosesNone() {
        Random random = new Random(7);
        List<List<Object>> keyRows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            keyRows.add(List.of(random.nextLong(), "key \u00e4 " + random.nextInt()));
        }
        List<Field> fields = List.of(LONG, TEXT);
        Batch rows = batch(fields, keyRows.size(), i -> List.copyOf(keyRows.get(i)));

        KeySets.Collected keys = collected(rows, fields, DataType.BIGINT, DataType.VARCHAR);

        assertThat(keys.keys())
                .isInstanceOfSatisfying(
                        KeySet.Bloom.class, b -> assertThat(b.bits().size()).isLessThan(30_000));
        assertThat(filtered(fields, keyRows, keys.keys())).hasSize(keyRows.size());
        List<List<Object>> others = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            others.add(List.of(random.nextLong(), "other"));
        }
        assertThat(filtered(fields, others, keys.keys())).hasSizeLessThan(600);
    }

    @Test
    void letsNothingThroughWithoutKeys() {
        Batch none = batch(List.of(LONG), 0, i -> List.of());

        KeySets.Collected keys = collected(none, List.of(LONG), DataType.BIGINT);

        assertThat(keys.count()).isZero();
        assertThat(keys.first()).isEmpty();
        assertThat(filtered(List.of(LONG), List.of(List.of(0L)), keys.keys())).isEmpty();
    }

    @Test
    void givesUpOnTooManyKeys() {
        Batch rows = batch(List.of(LONG), 500_001, i -> List.of((long) i));

        assertThat(KeySets.of(List.of(rows), List.of(LONG), List.of(0), List.of(DataType.BIGINT)))
                .isEmpty();
    }

    @Test
    void asksTheStoreForAFewKeysUnderTheOwnersRules() {
        tables.put("r", List.of(LONG), List.of(List.of(1L), List.of(2L), List.of(3L)));
        tables.evaluating(condition -> condition instanceof Scalar.Call call && call.function() == ScalarFunction.IN);
        KeySets.Collected keys =
                collected(batch(List.of(LONG), 2, i -> List.of(i + 1L)), List.of(LONG), DataType.BIGINT);
        Operator plan = new Operator.KeyFilter(tables.scan("r"), List.of(0), keys.keys());

        assertThat(rows(PlanExecutor.run(plan, TestContexts.owner(tables)))).containsExactly(List.of(1L), List.of(2L));
        assertThat(tables.asked.get(0).filter()).isPresent();
    }

    @Test
    void refusesBytesThatAreNoKeys() {
        List<ByteString> broken = List.of(
                ByteString.EMPTY,
                ByteString.copyFrom(new byte[] {0, 1, 127, 127, 127, 127}),
                ByteString.copyFrom(new byte[] {9, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}),
                ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}));
        for (ByteString bits : broken) {
            assertThatThrownBy(
                            () -> filtered(List.of(LONG), List.of(List.of(1L)), new KeySet.Bloom(List.of(LONG), bits)))
                    .isInstanceOf(BestPeerException.class)
                    .hasMessageContaining("no bloom filter");
        }
        assertThatThrownBy(() -> filtered(
                        List.of(LONG), List.of(List.of(1L)), new KeySet.Exact(List.of(LONG), ByteString.EMPTY)))
                .isInstanceOf(BestPeerException.class);
    }
}
