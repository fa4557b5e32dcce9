package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class JointSharesTest {
    private static final int SIDE = JointHistogram.SIDE;
    private static final double ROWS = 1000;
    /** What is low in one column is low in the other. */
    private static final JointHistogram SAME = new JointHistogram(
            "a",
            "b",
            IntStream.range(0, SIDE * SIDE)
                    .mapToObj(i -> i / SIDE == i % SIDE ? 1.0 / SIDE : 0.0)
                    .toList());

    private static final Operator.Scan SCAN =
            new Operator.Scan("t", List.of(new Field("b", DataType.INTEGER), new Field("a", DataType.INTEGER)));

    private static TableStatistics share(int from, int to, List<JointHistogram> joint) {
        ColumnStatistics column = new ColumnStatistics(from, to, 1000, 0);
        return new TableStatistics(ROWS, Map.of("a", column, "b", column), joint);
    }

    private static double estimated(List<TableStatistics> shares, Scalar... conditions) {
        List<Partition> partitions = IntStream.range(0, shares.size())
                .mapToObj(i -> new Partition(new Site("p" + i, "c" + i), 1, shares.get(i)))
                .toList();
        TableStatistics whole = new PartitionStatistics().whole(new Placement(partitions, List.of()));
        return new Estimator(scan -> whole)
                .estimate(Operators.filter(SCAN, List.of(conditions)))
                .rows();
    }

    private static Scalar compare(ScalarFunction function, int column, int value) {
        return new Scalar.Call(
                function,
                List.of(new Scalar.ColumnRef(column, DataType.INTEGER), new Scalar.Literal(value, DataType.INTEGER)),
                DataType.BOOLEAN);
    }

    private static Scalar below(int column, int value) {
        return compare(ScalarFunction.LESS, column, value);
    }

    @Test
    void rowsOfBothConditionsAreCountedTogether() {
        List<TableStatistics> shares = List.of(share(0, 1000, List.of(SAME)), share(0, 1000, List.of(SAME)));

        assertThat(estimated(shares, below(0, 250), below(1, 250))).isCloseTo(500, within(1.0));
        assertThat(estimated(shares, below(0, 250), compare(ScalarFunction.GREATER_OR_EQUAL, 1, 750)))
                .isLessThan(1);
        assertThat(estimated(shares, below(0, 250))).isCloseTo(500, within(1.0));
        assertThat(estimated(shares, below(0, 250), compare(ScalarFunction.EQUAL, 1, 100)))
                .isCloseTo(2, within(0.1));
    }

    @Test
    void anOwnerThatSaysNothingHasColumnsThatDoNotDependOnEachOther() {
        List<TableStatistics> shares = List.of(share(0, 1000, List.of(SAME)), share(0, 1000, List.of()));

        assertThat(estimated(shares, below(0, 250), below(1, 250))).isCloseTo(250 + 62.5, within(1.0));
    }

    @Test
    void whatOwnersOfDifferentRangesSayOfTheirOwnValuesIsNotTaken() {
        List<TableStatistics> shares = List.of(share(0, 500, List.of(SAME)), share(500, 1000, List.of(SAME)));

        assertThat(estimated(shares, below(0, 250), below(1, 250))).isCloseTo(125, within(1.0));
    }
}
