package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.type.DataType;

/** The state of one aggregate call for all groups. */
interface Accumulator {
    /** Makes room for groups up to that number. */
    void ensureGroups(int groups);

    /** Whether it wants rows with a NULL argument too. */
    default boolean takesNulls() {
        return false;
    }

    /** Takes a row, whose arguments are all present unless {@link #takesNulls}, into a group. */
    void add(int group, List<Vector> arguments, int row);

    /**
     * Takes rows of a batch, whose arguments are all present unless {@link #takesNulls}, each into its group.
     *
     * @param groups of all rows of the batch
     * @param rows which rows, the first {@code count} of these
     */
    default void addAll(int[] groups, List<Vector> arguments, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            add(groups[rows[i]], arguments, rows[i]);
        }
    }

    /** Whether {@link #remove} undoes {@link #add} without any loss. */
    default boolean removes() {
        return false;
    }

    /** Takes back a row that was added to the group. */
    default void remove(int group, List<Vector> arguments, int row) {
        throw new UnsupportedOperationException("rows cannot be taken back");
    }

    /** Appends the result of a group; more rows may follow. */
    void result(int group, VectorBuilder out);

    /** The results of the groups from one number to before another. */
    default Vector results(int from, int to, DataType resultType) {
        VectorBuilder out = VectorBuilder.of(resultType, to - from);
        for (int group = from; group < to; group++) {
            result(group, out);
        }
        return out.build();
    }

    /** About how much memory the rows since the last time took, beyond that of their groups. */
    default long takeBytes() {
        return 0;
    }

    /** About how much memory one more group takes. */
    default long bytesPerGroup() {
        return Long.BYTES * 4;
    }
}
