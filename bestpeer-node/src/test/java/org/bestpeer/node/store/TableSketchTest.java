package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Histogram.Bucket;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableSketchTest {
    private static final int ROWS = 20_000;
    private static final List<Field> FIELDS = List.of(
            new Field("id", DataType.BIGINT),
            new Field("skewed", DataType.INTEGER),
            new Field("name", DataType.VARCHAR),
            new Field("picture", DataType.VARBINARY));

    @Test
    void bucketsLeaveNoGapAndHoldAllRows() {
        TableSketch sketch = filled(0, ROWS);
        for (String column : List.of("id", "skewed", "name")) {
            ColumnStatistics known = column(sketch, column);
            List<Bucket> buckets = known.histogram().buckets();

            assertThat(buckets).hasSizeBetween(2, 8);
            assertThat(buckets.get(0).low()).isEqualTo(known.min());
            assertThat(buckets.get(buckets.size() - 1).high()).isEqualTo(known.max());
            assertThat(buckets.get(buckets.size() - 1).closed()).isTrue();
            for (int i = 1; i < buckets.size(); i++) {
                assertThat(buckets.get(i).low()).isEqualTo(buckets.get(i - 1).high());
                assertThat(buckets.get(i - 1).closed()).isFalse();
            }
            assertThat(known.histogram().rows()).isEqualTo(ROWS * (1 - known.nullFraction()), within(0.01));
        }
    }

    @Test
    void bucketsTellWhereTheRowsLie() {
        Histogram skewed = column(filled(0, ROWS), "skewed").histogram();
        int below = 0;
        for (int i = 0; i < ROWS; i++) {
            below += skewedValue(i) < 100 ? 1 : 0;
        }

        // Even spread between 0 and 9,999 would put one row in a hundred there.
        assertThat(skewed.rowsBelow(100) / ROWS).isEqualTo((double) below / ROWS, within(0.07));
        assertThat((double) below / ROWS).isGreaterThan(0.4);
    }

    @Test
    void sketchesOfPartsGiveTheHistogramOfTheWhole() {
        TableSketch whole = filled(0, ROWS);
        TableSketch merged = filled(0, 7000).merge(filled(7000, ROWS));

        assertThat(column(merged, "id").histogram())
                .isEqualTo(column(whole, "id").histogram());
    }

    @Test
    void theHistogramSurvivesTheFile() throws IOException {
        TableSketch sketch = filled(0, ROWS);
        TableSketch back = SketchCodec.decode(SketchCodec.encode(sketch));

        for (String column : List.of("id", "skewed", "name")) {
            assertThat(column(back, column)).isEqualTo(column(sketch, column));
        }
    }

    @Test
    void fewRowsAndBinariesHaveNoHistogram() {
        assertThat(column(filled(0, 50), "id").histogram()).isEqualTo(Histogram.NONE);
        assertThat(column(filled(0, ROWS), "picture").histogram()).isEqualTo(Histogram.NONE);
    }

    @Test
    void aSampleOfAPartOnlyMakesNoHistogram() {
        TableSketch before = filled(0, ROWS);
        TableSketch old =
                new TableSketch(FIELDS, before.columns(), new RowSample(FIELDS), before.rows(), before.checksum());

        assertThat(column(old, "id").histogram()).isEqualTo(Histogram.NONE);
        assertThat(column(old.merge(filled(ROWS, ROWS + 100)), "id").histogram())
                .isEqualTo(Histogram.NONE);
    }

    @Test
    void longTextsAreCutInTheSample() {
        TableSketch sketch = new TableSketch(List.of(new Field("text", DataType.VARCHAR)));
        for (int i = 0; i < 1000; i++) {
            sketch.add(new Object[] {"%03d".formatted(i) + "😀".repeat(200)});
        }

        assertThat(sketch.sample().values(0))
                .allSatisfy(value -> assertThat((String) value).hasSize(63).endsWith("😀"));
        assertThat(sketch.statistics().columns().get("text").histogram().isEmpty())
                .isFalse();
    }

    private static ColumnStatistics column(TableSketch sketch, String name) {
        return sketch.statistics().columns().get(name);
    }

    private static TableSketch filled(int from, int to) {
        TableSketch sketch = new TableSketch(FIELDS);
        for (int i = from; i < to; i++) {
            @Nullable Object name = i % 4 == 0 ? null : "name-" + i % 500;
            sketch.add(new @Nullable Object[] {(long) i, skewedValue(i), name, new byte[] {(byte) i}});
        }
        return sketch;
    }

    private static int skewedValue(int row) {
        return (int) Math.pow(10_000, new SplittableRandom(row).nextDouble()) - 1;
    }
}
