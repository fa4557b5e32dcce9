package org.bestpeer.engine.algebra;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.wire.WirePartitioning;
import org.jspecify.annotations.Nullable;

/** Partitionings as bytes. */
public final class PartitioningCodec {
    private PartitioningCodec() {}

    /** The bytes. */
    public static byte[] encode(Partitioning partitioning) {
        return WirePartitioning.newBuilder()
                .addAllColumns(partitioning.columns())
                .addAllAgainst(
                        partitioning.against().stream().map(AlgebraWriter::type).toList())
                .build()
                .toByteArray();
    }

    /**
     * The partitioning, which may come from anybody.
     *
     * @param fields columns of the rows
     * @throws BestPeerException if it makes no sense for such rows
     */
    public static Partitioning decode(byte[] bytes, List<Field> fields) {
        try {
            WirePartitioning wire = WirePartitioning.parseFrom(bytes);
            Partitioning read = new Partitioning(
                    wire.getColumnsList(),
                    wire.getAgainstList().stream().map(AlgebraReader::type).toList());
            if (read.columns().stream().allMatch(column -> column >= 0 && column < fields.size())) {
                return read;
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw senseless(e);
        }
        throw senseless(null);
    }

    private static BestPeerException senseless(@Nullable Exception cause) {
        return new BestPeerException(
                ErrorCode.INVALID_STATEMENT, "fragment refused: its rows cannot be parted by such keys", cause);
    }
}
