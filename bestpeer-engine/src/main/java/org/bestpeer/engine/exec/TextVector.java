package org.bestpeer.engine.exec;

import java.nio.charset.StandardCharsets;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * VARCHARs in UTF-8, one after the other, which take less memory than objects; each is made a String when it is asked for.
 *
 * @param ends where each text ends in the bytes; it begins where the one before ends
 */
public record TextVector(DataType type, byte[] bytes, int[] ends, boolean @Nullable [] nulls) implements Vector {
    /** The texts of a vector of VARCHAR; null if they are too long for one array. */
    static @Nullable TextVector of(Vector texts) {
        byte[][] encoded = new byte[texts.size()][];
        boolean[] nulls = new boolean[texts.size()];
        boolean anyNull = false;
        long length = 0;
        for (int row = 0; row < encoded.length; row++) {
            Object text = texts.get(row);
            nulls[row] = text == null;
            anyNull |= nulls[row];
            encoded[row] = text == null ? new byte[0] : ((String) text).getBytes(StandardCharsets.UTF_8);
            length += encoded[row].length;
        }
        if (length > Integer.MAX_VALUE / 2) {
            return null;
        }
        byte[] bytes = new byte[(int) length];
        int[] ends = new int[encoded.length];
        int end = 0;
        for (int row = 0; row < ends.length; row++) {
            System.arraycopy(encoded[row], 0, bytes, end, encoded[row].length);
            end += encoded[row].length;
            ends[row] = end;
        }
        return new TextVector(texts.type(), bytes, ends, anyNull ? nulls : null);
    }

    @Override
    public int size() {
        return ends.length;
    }

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public @Nullable Object get(int row) {
        return isNull(row) ? null : new String(bytes, start(row), ends[row] - start(row), StandardCharsets.UTF_8);
    }

    /** Where the row's text begins in the bytes. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Where the row's text ends in the bytes, exclusively. */
    public int end(int row) {
        return ends[row];
    }

    /** The values at the first rows of these; row -1 gives NULL. */
    TextVector gather(int[] rows, int count) {
        int[] gatheredEnds = new int[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            end = Math.addExact(end, rows[i] < 0 ? 0 : ends[rows[i]] - start(rows[i]));
            gatheredEnds[i] = end;
        }
        byte[] gathered = new byte[end];
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (rows[i] >= 0) {
                System.arraycopy(bytes, start(rows[i]), gathered, at, gatheredEnds[i] - at);
                at = gatheredEnds[i];
            }
        }
        return new TextVector(type, gathered, gatheredEnds, Vectors.gatherNulls(nulls, rows, count));
    }
}
