package org.bestpeer.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a result in columns, as a BestPeer front writes them: how many rows and columns, then each column. Nothing is
 * decoded before it is asked for. Immutable.
 */
record ColumnChunk(int rows, List<ChunkColumn> columns) {
    private static final int MOST_ROWS = 1 << 20;

    /** @throws IOException if the bytes are no such rows */
    static ColumnChunk read(byte[] bytes) throws IOException {
        ChunkReader in = new ChunkReader(bytes);
        int rows = in.readInt();
        int width = in.readInt();
        if (rows < 1 || rows > MOST_ROWS || width < 0 || width > bytes.length) {
            throw new IOException("rows have an unusable size");
        }
        List<ChunkColumn> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(ChunkColumn.read(in, rows));
        }
        if (!in.atEnd()) {
            throw new IOException("rows go on behind their end");
        }
        return new ColumnChunk(rows, columns);
    }

    @Nullable
    Object get(int column, int row) {
        return columns.get(column).get(row);
    }
}
