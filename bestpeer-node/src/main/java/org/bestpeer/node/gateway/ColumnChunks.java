package org.bestpeer.node.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;

/**
 * Rows of a frame in columns, for our driver: stock clients, which do not wish for it, are not sent the field. A chunk has the number
 * of rows and of columns, then each column as {@link ColumnBytes} writes it.
 */
final class ColumnChunks implements FrameRows {
    /** In the properties with which a connection is opened: its client reads chunks. */
    static final String WISH = "columnFrames";

    /** Rows of a frame, when the client asks for many; its bytes are bounded as well. */
    static final int MOST_ROWS = 1 << 16;

    /** After so many it is known how many bytes a row takes. */
    private static final int FIRST_ROWS = 1_000;

    /** Number of the field in Avatica's message. */
    private static final int FIELD = 1000;

    private final UnknownFieldSet.Field.Builder chunks = UnknownFieldSet.Field.newBuilder();

    private int rows;
    private int bytes;

    @Override
    public int add(Batch batch, int from, int most, int limit) {
        int added = (int) Math.max(1, Math.min(most, rows == 0 ? FIRST_ROWS : (long) limit * rows / bytes));
        List<ByteString> parts = new ArrayList<>();
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(added).putInt(batch.columns().size()).flip();
        parts.add(UnsafeByteOperations.unsafeWrap(head));
        for (Vector column : batch.columns()) {
            parts.add(UnsafeByteOperations.unsafeWrap(ColumnBytes.of(column, from, from + added)));
        }
        ByteString chunk = ByteString.copyFrom(parts);
        rows += added;
        bytes += chunk.size();
        chunks.addLengthDelimited(chunk);
        return added;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public void putInto(Frame.Builder frame) {
        if (bytes > 0) {
            frame.setUnknownFields(
                    UnknownFieldSet.newBuilder().addField(FIELD, chunks.build()).build());
        }
    }
}
