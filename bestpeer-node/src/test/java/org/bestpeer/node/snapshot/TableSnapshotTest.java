package org.bestpeer.node.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSnapshotTest {
    private static final SnapshotBuilder.Memory PLENTY = bytes -> true;
    private static final int ROWS = 20_000;
    private static final int CONDITIONS = 300;

    /** The first rises with the rows, as keys do, and is NULL in a whole segment. */
    private static final List<Field> FIELDS = List.of(
            new Field("key", DataType.INTEGER),
            new Field("day", DataType.DATE),
            new Field("price", DataType.decimal(12, 2)),
            new Field("total", DataType.decimal(30, 4)),
            new Field("weight", DataType.DOUBLE),
            new Field("kind", DataType.VARCHAR),
            new Field("comment", DataType.VARCHAR));

    private static @Nullable Object[] row(int number, Random random) {
        return new @Nullable Object[] {
            number >= 8192 && number < 12_288 ? null : (Object) number,
            random.nextInt(10) == 0 ? null : (Object) (number / 100 + random.nextInt(50)),
            BigDecimal.valueOf(number / 10 + random.nextInt(1000), 2),
            BigDecimal.valueOf(random.nextInt(1000), 4),
            random.nextInt(100) / 4.0,
            random.nextInt(8) == 0 ? null : "kind " + random.nextInt(20),
            random.nextInt(8) == 0 ? null : "comment " + random.nextInt()
        };
    }

    private static List<@Nullable Object[]> rows(int count, Random random) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i, random));
        }
        return rows;
    }

    private static Batch batch(List<@Nullable Object[]> rows) {
        BatchBuilder builder = BatchBuilder.of(FIELDS, rows.size());
        rows.forEach(builder::append);
        return builder.build();
    }

    private static TableSnapshot snapshot(List<@Nullable Object[]> rows) {
        SnapshotBuilder builder = new SnapshotBuilder(FIELDS, PLENTY);
        rows.forEach(builder::add);
        return builder.build().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aScanGivesTheRowsForWhichItsFilterIsTrue(int seed) {
        Random random = new Random(seed);
        List<@Nullable Object[]> rows = rows(ROWS, random);
        Batch all = batch(rows);
        TableSnapshot snapshot = snapshot(rows);
        assertThat(snapshot.rows()).isEqualTo(ROWS);
        long skipped = 0;
        for (int i = 0; i < CONDITIONS; i++) {
            Scalar condition = condition(random, 2);
            StoreScan scan = scan(FIELDS, Optional.of(condition));
            int[] rowsOfAll = new int[all.rows()];
            int count = Vectors.select(ScalarCompiler.compile(condition).evaluate(RowSet.all(all)), rowsOfAll);
            Batch expected = Vectors.at(all, rowsOfAll, count);

            assertThat(read(snapshot.scan(scan).open())).as("%s", condition).isEqualTo(values(expected));
            skipped += ROWS - snapshot.scan(scan).rowsToRead();
        }
        assertThat(skipped).as("rows that zones exclude").isGreaterThan((long) ROWS * CONDITIONS / 10);
    }

    private static Scalar condition(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 6);
        if (kind > 3) {
            ScalarFunction function = kind == 4 ? ScalarFunction.AND : ScalarFunction.OR;
            return call(function, condition(random, depth - 1), condition(random, depth - 1));
        }
        int column = random.nextInt(4) == 0 ? random.nextInt(FIELDS.size()) : random.nextInt(3);
        DataType type = FIELDS.get(column).type();
        Scalar.ColumnRef reference = new Scalar.ColumnRef(column, type);
        Scalar.Literal literal = literal(random, column);
        return switch (kind) {
            case 0 -> call(ScalarFunction.IS_NULL, reference);
            case 1 -> call(ScalarFunction.IN, reference, literal, literal(random, column));
            default ->
                call(
                        List.of(
                                        ScalarFunction.EQUAL,
                                        ScalarFunction.NOT_EQUAL,
                                        ScalarFunction.LESS,
                                        ScalarFunction.LESS_OR_EQUAL,
                                        ScalarFunction.GREATER,
                                        ScalarFunction.GREATER_OR_EQUAL)
                                .get(random.nextInt(6)),
                        reference,
                        literal);
        };
    }

    /** Of the column's type, or of another one that compares with it. */
    private static Scalar.Literal literal(Random random, int column) {
        Object value = row(random.nextInt(ROWS), random)[column];
        if (column == 0 && value != null && random.nextBoolean()) {
            return new Scalar.Literal(((Integer) value).longValue(), DataType.BIGINT);
        }
        if (column == 2 && value != null && random.nextBoolean()) {
            return new Scalar.Literal(((BigDecimal) value).setScale(4), DataType.decimal(14, 4));
        }
        return new Scalar.Literal(value, FIELDS.get(column).type());
    }

    private static Scalar call(ScalarFunction function, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), DataType.BOOLEAN);
    }

    @Test
    void readsSomeColumnsInAnyOrder() {
        List<@Nullable Object[]> rows = rows(5000, new Random(7));
        List<Field> fields = List.of(FIELDS.get(5), FIELDS.get(0));

        List<List<@Nullable Object>> read =
                read(snapshot(rows).scan(scan(fields, Optional.empty())).open());

        assertThat(read)
                .isEqualTo(
                        rows.stream().map(row -> Arrays.asList(row[5], row[0])).toList());
    }

    @Test
    void aColumnOfAnotherTypeIsNotRead() {
        TableSnapshot snapshot = snapshot(rows(10, new Random(7)));

        assertThat(snapshot.canRead(scan(FIELDS, Optional.empty()))).isTrue();
        assertThat(snapshot.canRead(scan(List.of(new Field("key", DataType.BIGINT)), Optional.empty())))
                .isFalse();
        assertThat(snapshot.canRead(scan(List.of(new Field("other", DataType.INTEGER)), Optional.empty())))
                .isFalse();
    }

    @Test
    void rowsAreAddedToThoseOfASnapshot() {
        List<@Nullable Object[]> rows = rows(ROWS, new Random(8));
        TableSnapshot first = snapshot(rows.subList(0, 10_000));

        SnapshotBuilder builder = SnapshotBuilder.after(first, PLENTY);
        rows.subList(10_000, ROWS).forEach(builder::add);
        TableSnapshot second = builder.build().orElseThrow();

        StoreScan all = scan(FIELDS, Optional.empty());
        assertThat(read(second.scan(all).open())).isEqualTo(values(batch(rows)));
        assertThat(read(first.scan(all).open())).isEqualTo(values(batch(rows.subList(0, 10_000))));
        assertThat(second.segments().get(0)).isSameAs(first.segments().get(0));
    }

    @Test
    void withoutMemoryThereIsNoneAndNothingIsKept() {
        AtomicLong taken = new AtomicLong();
        SnapshotBuilder builder = new SnapshotBuilder(FIELDS, bytes -> {
            boolean fits = taken.get() + bytes < 500_000;
            if (fits) {
                taken.addAndGet(bytes);
            }
            return fits;
        });
        rows(ROWS, new Random(9)).forEach(builder::add);

        assertThat(builder.build()).isEmpty();
        assertThat(taken).hasValue(0);
    }

    @Test
    void aClosedScanEnds() {
        BatchStream stream = snapshot(rows(ROWS, new Random(9)))
                .scan(scan(FIELDS, Optional.empty()))
                .open();
        assertThat(stream.next()).isNotNull();

        stream.close();

        assertThatThrownBy(stream::next).isInstanceOf(BestPeerException.class).hasMessageContaining("cancelled");
    }

    private static StoreScan scan(List<Field> fields, Optional<Scalar> filter) {
        return new StoreScan(new Operator.Scan("t", fields), filter, List.of(), OptionalLong.empty());
    }

    private static List<List<@Nullable Object>> read(BatchStream stream) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            rows.addAll(values(batch));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> values(Batch batch) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 0; c < batch.columns().size(); c++) {
                row.add(batch.columns().get(c).get(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
