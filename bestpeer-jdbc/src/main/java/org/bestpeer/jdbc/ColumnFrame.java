package org.bestpeer.jdbc;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.proto.Common;
import org.jspecify.annotations.Nullable;

/**
 * A frame whose rows came in columns, in a field of Avatica's message that stock clients are never sent. Who asks it for rows as
 * Avatica does gets them one by one.
 */
final class ColumnFrame extends Meta.Frame {
    /** In the connection's properties: this client reads such frames. */
    static final String WISH = "columnFrames";

    /** Number of the field. */
    private static final int FIELD = 1000;

    private final List<ColumnChunk> chunks;

    private ColumnFrame(long offset, boolean done, List<ColumnChunk> chunks) {
        super(offset, done, () -> chunks.stream()
                .flatMap(chunk -> IntStream.range(0, chunk.rows()).mapToObj(row -> rowOf(chunk, row)))
                .iterator());
        this.chunks = chunks;
    }

    private static Object rowOf(ColumnChunk chunk, int row) {
        @Nullable Object[] values = new Object[chunk.columns().size()];
        Arrays.setAll(values, column -> chunk.get(column, row));
        return Arrays.asList(values);
    }

    /** A frame in whichever way its rows came. */
    static Meta.Frame of(Common.Frame frame) {
        List<ByteString> parts = frame.getUnknownFields().getField(FIELD).getLengthDelimitedList();
        if (parts.isEmpty()) {
            return Meta.Frame.fromProto(frame);
        }
        try {
            List<ColumnChunk> chunks = new ArrayList<>(parts.size());
            for (ByteString part : parts) {
                chunks.add(ColumnChunk.read(part.toByteArray()));
            }
            return new ColumnFrame(frame.getOffset(), frame.getDone(), chunks);
        } catch (IOException e) {
            throw new GatewayException(SqlErrors.of("08006", "the peer's answer cannot be read: " + e.getMessage()));
        }
    }

    List<ColumnChunk> chunks() {
        return chunks;
    }
}
