package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.jspecify.annotations.Nullable;

/** Rows whose key is one of a set. */
final class KeyFilterStream extends OperatorStream {
    private final BatchStream input;
    private final List<Integer> columns;
    private final Keys keys;

    KeyFilterStream(Guard guard, Operator.KeyFilter filter, BatchStream input) {
        super(guard, input.fields(), List.of(input));
        this.input = input;
        this.columns = filter.columns();
        this.keys = Keys.of(filter);
        hold(keys.bytes());
    }

    @Override
    @Nullable
    Batch produce() {
        Batch batch = input.next();
        if (batch == null) {
            return null;
        }
        KeyRows key = keys.rows(JoinTable.columns(batch, columns));
        int[] rows = new int[batch.rows()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!key.anyNull(row) && keys.contains(key, row)) {
                rows[count++] = row;
            }
        }
        return count == rows.length ? batch : Vectors.gather(batch, rows, count);
    }
}
