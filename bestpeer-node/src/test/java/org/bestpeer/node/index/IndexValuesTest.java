package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.IntStream;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.node.wire.JointSummary;
import org.junit.jupiter.api.Test;

class IndexValuesTest {
    private static final int CELLS = JointHistogram.SIDE * JointHistogram.SIDE;

    @Test
    void jointHistogramsTravelInAByteForEachPairOfSlices() {
        JointHistogram joint = new JointHistogram(
                "a",
                "b",
                IntStream.range(0, CELLS)
                        .mapToObj(i ->
                                i / JointHistogram.SIDE == i % JointHistogram.SIDE ? 1.0 / JointHistogram.SIDE : 0.0)
                        .toList());

        JointSummary summary = IndexValues.summary(joint);
        List<JointHistogram> read =
                IndexValues.joint(IndexValue.newBuilder().addJoint(summary).build());

        assertThat(summary.getShares().size()).isEqualTo(CELLS);
        assertThat(read).singleElement().satisfies(other -> {
            assertThat(other.first()).isEqualTo("a");
            assertThat(other.second()).isEqualTo("b");
            assertThat(other.shares().get(0)).isCloseTo(joint.shares().get(0), within(0.01));
            assertThat(other.dependence()).isCloseTo(joint.dependence(), within(0.05));
        });
    }

    @Test
    void doesWithoutWhatItCannotRead() {
        JointSummary broken = JointSummary.newBuilder()
                .setShares(ByteString.copyFrom(new byte[3]))
                .build();

        assertThat(IndexValues.joint(IndexValue.newBuilder().addJoint(broken).build()))
                .isEmpty();
    }
}
