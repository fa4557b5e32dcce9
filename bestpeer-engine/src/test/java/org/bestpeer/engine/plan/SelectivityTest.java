package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Histogram;
import org.bestpeer.engine.placement.Histogram.Bucket;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;
import org.junit.jupiter.api.Test;

class SelectivityTest {
    private static final Scalar COLUMN = new Scalar.ColumnRef(0, DataType.INTEGER);
    private static final Offset<Double> NEARLY = within(1e-9);

    /** 1,000 rows: nine of ten lie in 0 to 9, the others in 10 to 1009. */
    private static final Histogram SKEWED =
            new Histogram(List.of(new Bucket(0, 10, false, 900, 10), new Bucket(10, 1009, true, 100, 100)));

    @Test
    void boundsOfOneColumnMakeOneInterval() {
        Estimate even = estimate(new ColumnStatistics(0, 100, 100, 0));

        assertThat(share(even, at(ScalarFunction.GREATER_OR_EQUAL, 20), at(ScalarFunction.LESS, 30)))
                .isEqualTo(0.1, NEARLY);
        assertThat(share(even, at(ScalarFunction.GREATER, 30), at(ScalarFunction.LESS, 20)))
                .isEqualTo(0.0001, NEARLY);
    }

    @Test
    void aHistogramTellsHowManyRowsARangeHas() {
        Estimate skewed = estimate(new ColumnStatistics(0, 1009, 110, 0, SKEWED));

        assertThat(share(skewed, at(ScalarFunction.LESS, 10))).isEqualTo(0.9, NEARLY);
        assertThat(share(skewed, at(ScalarFunction.GREATER_OR_EQUAL, 10))).isEqualTo(0.1, NEARLY);
        assertThat(share(skewed, at(ScalarFunction.LESS, 5))).isEqualTo(0.45, NEARLY);
        assertThat(share(skewed, at(ScalarFunction.LESS_OR_EQUAL, 5))).isEqualTo(0.54, NEARLY);
        assertThat(share(skewed, at(ScalarFunction.GREATER, 5))).isEqualTo(0.46, NEARLY);
    }

    @Test
    void aHistogramTellsHowManyRowsAValueHas() {
        Estimate skewed = estimate(new ColumnStatistics(0, 1009, 110, 0, SKEWED));

        assertThat(share(skewed, at(ScalarFunction.EQUAL, 3))).isEqualTo(0.09, NEARLY);
        assertThat(share(skewed, at(ScalarFunction.EQUAL, 10))).isEqualTo(0.001, NEARLY);
        assertThat(share(skewed, at(ScalarFunction.EQUAL, 5000))).isEqualTo(0.0001, NEARLY);
        Scalar in = call(ScalarFunction.IN, COLUMN, literal(3), literal(10), literal(11));
        assertThat(share(skewed, in)).isEqualTo(0.092, NEARLY);
    }

    @Test
    void nullsSatisfyNoComparison() {
        Estimate halfNull = estimate(new ColumnStatistics(0, 1009, 110, 0.5, SKEWED));

        assertThat(share(halfNull, at(ScalarFunction.LESS, 10))).isEqualTo(0.45, NEARLY);
        assertThat(share(halfNull, at(ScalarFunction.EQUAL, 3))).isEqualTo(0.045, NEARLY);
    }

    @Test
    void textsAreCountedByTheBucket() {
        Histogram names =
                new Histogram(List.of(new Bucket("a", "m", false, 30, 3), new Bucket("m", "z", true, 70, 70)));
        Estimate input = estimate(new ColumnStatistics("a", "z", 73, 0, names));

        assertThat(share(input, call(ScalarFunction.LESS, COLUMN, text("m")))).isEqualTo(0.3, NEARLY);
        assertThat(share(input, call(ScalarFunction.EQUAL, COLUMN, text("b")))).isEqualTo(0.1, NEARLY);
    }

    @Test
    void textsSpreadByTheirFirstLettersInABucket() {
        Histogram names = new Histogram(List.of(new Bucket("name-a", "name-z", true, 100, 100)));
        Estimate input = estimate(new ColumnStatistics("name-a", "name-z", 100, 0, names));

        assertThat(share(input, call(ScalarFunction.LESS, COLUMN, text("name-f"))))
                .isEqualTo(0.2, within(1e-6));
        assertThat(share(input, call(ScalarFunction.LIKE, COLUMN, text("name-f%"))))
                .isEqualTo(0.1, within(1e-6));
        assertThat(share(input, call(ScalarFunction.LIKE, COLUMN, text("zebra%"))))
                .isEqualTo(0.0001, NEARLY);
        assertThat(share(input, call(ScalarFunction.LIKE, COLUMN, text("%a%b%"))))
                .isEqualTo(0.01, NEARLY);
    }

    @Test
    void aColumnEqualsItselfWhereItIsNotNull() {
        Estimate halfNull = estimate(new ColumnStatistics(0, 100, 100, 0.5));

        assertThat(share(halfNull, call(ScalarFunction.EQUAL, COLUMN, COLUMN))).isEqualTo(0.5, NEARLY);
    }

    @Test
    void valuesThatAreListedAreAllThatIsLeft() {
        Estimate input = estimate(new ColumnStatistics(0, 100, 100, 0));
        Scalar either = call(ScalarFunction.OR, at(ScalarFunction.EQUAL, 3), at(ScalarFunction.EQUAL, 7));

        assertThat(Estimator.filtered(input, List.of(either)).distinct(0)).isEqualTo(2, NEARLY);
        assertThat(Estimator.filtered(input, List.of(at(ScalarFunction.LESS, 10)))
                        .distinct(0))
                .isEqualTo(10, NEARLY);
        assertThat(Estimator.filtered(input, List.of(either, either)).rows())
                .isEqualTo(Estimator.filtered(input, List.of(either)).rows(), NEARLY);
    }

    @Test
    void anUnknownColumnKeepsItsDefaults() {
        Estimate unknown = estimate(new ColumnStatistics(null, null, 20, 0));

        assertThat(share(unknown, at(ScalarFunction.LESS, 10))).isEqualTo(1.0 / 3, NEARLY);
        assertThat(share(unknown, at(ScalarFunction.EQUAL, 10))).isEqualTo(0.05, NEARLY);
    }

    @Test
    void sharesOfOwnersAddUp() {
        Partition skewed = share(0, 1000, new ColumnStatistics(0, 1009, 110, 0, SKEWED));
        Partition even = share(1, 1000, new ColumnStatistics(0, 10, 10, 0));
        TableStatistics whole = new PartitionStatistics().whole(new Placement(List.of(skewed, even), List.of()));

        assertThat(whole.columns().get("c").histogram().rows()).isEqualTo(2000, NEARLY);
        assertThat(whole.columns().get("c").histogram().rowsBelow(5)).isEqualTo(950, NEARLY);
    }

    @Test
    void oneOwnerWithoutBoundsLeavesTheWholeUnknown() {
        Partition skewed = share(0, 1000, new ColumnStatistics(0, 1009, 110, 0, SKEWED));
        Partition unknown = share(1, 1000, new ColumnStatistics(null, null, 10, 0));
        Partition empty = share(2, 0, new ColumnStatistics(null, null, 0, 0));

        assertThat(histogram(skewed, unknown).isEmpty()).isTrue();
        assertThat(histogram(skewed, empty)).isEqualTo(SKEWED);
    }

    private static Histogram histogram(Partition... partitions) {
        return new PartitionStatistics()
                .whole(new Placement(List.of(partitions), List.of()))
                .columns()
                .get("c")
                .histogram();
    }

    private static Partition share(int peer, double rows, ColumnStatistics column) {
        return new Partition(new Site("p" + peer, "c" + peer), 1, new TableStatistics(rows, Map.of("c", column)));
    }

    private static Estimate estimate(ColumnStatistics column) {
        return new Estimate(1000, List.of(column));
    }

    private static double share(Estimate input, Scalar... conditions) {
        return Selectivity.all(List.of(conditions), input);
    }

    private static Scalar at(ScalarFunction function, int value) {
        return call(function, COLUMN, literal(value));
    }

    private static Scalar call(ScalarFunction function, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), DataType.BOOLEAN);
    }

    private static Scalar literal(int value) {
        return new Scalar.Literal(value, DataType.INTEGER);
    }

    private static Scalar text(String value) {
        return new Scalar.Literal(value, DataType.VARCHAR);
    }
}
