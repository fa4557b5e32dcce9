package org.bestpeer.node.index;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.node.wire.ColumnSummary;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.node.wire.JointSummary;
import org.bestpeer.overlay.OverlayException;

/** Index entries' values to and from bytes. */
final class IndexValues {
    private static final int CELLS = JointHistogram.SIDE * JointHistogram.SIDE;
    private static final int STEPS = 16;
    private static final int MOST_STEPS = 255;

    private IndexValues() {}

    static IndexValue decode(byte[] bytes) {
        try {
            return IndexValue.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new OverlayException("an index entry cannot be read", e);
        }
    }

    static ColumnSummary summary(String column, ColumnStatistics statistics) {
        return ColumnSummary.newBuilder()
                .setName(column)
                .setMin(TypedValues.encode(statistics.min()))
                .setMax(TypedValues.encode(statistics.max()))
                .setDistinct(statistics.distinct())
                .setNullFraction(statistics.nullFraction())
                .build();
    }

    static JointSummary summary(JointHistogram joint) {
        byte[] shares = new byte[joint.shares().size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (byte) Math.min(MOST_STEPS, Math.round(joint.shares().get(i) * shares.length * STEPS));
        }
        return JointSummary.newBuilder()
                .setFirst(joint.first())
                .setSecond(joint.second())
                .setShares(ByteString.copyFrom(shares))
                .build();
    }

    /** Those that can be read; estimates do without the others. */
    static List<JointHistogram> joint(IndexValue value) {
        return value.getJointList().stream()
                .filter(joint -> joint.getShares().size() == CELLS)
                .map(IndexValues::joint)
                .toList();
    }

    private static JointHistogram joint(JointSummary summary) {
        List<Integer> steps = new ArrayList<>();
        for (byte share : summary.getShares()) {
            steps.add(Byte.toUnsignedInt(share));
        }
        double all = Math.max(1, steps.stream().mapToInt(Integer::intValue).sum());
        return new JointHistogram(
                summary.getFirst(),
                summary.getSecond(),
                steps.stream().map(step -> step / all).toList());
    }

    static Map<String, ColumnStatistics> statistics(IndexValue value) {
        Map<String, ColumnStatistics> statistics = new HashMap<>();
        for (ColumnSummary column : value.getColumnsList()) {
            statistics.put(
                    column.getName(),
                    new ColumnStatistics(
                            TypedValues.decode(column.getMin()),
                            TypedValues.decode(column.getMax()),
                            column.getDistinct(),
                            column.getNullFraction()));
        }
        return statistics;
    }
}
