package org.bestpeer.node.index;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.Map;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.node.wire.ColumnSummary;
import org.bestpeer.node.wire.IndexValue;
import org.bestpeer.overlay.OverlayException;

/** Index entries' values to and from bytes. */
final class IndexValues {
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
