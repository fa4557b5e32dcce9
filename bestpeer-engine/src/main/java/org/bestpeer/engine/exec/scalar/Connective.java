package org.bestpeer.engine.exec.scalar;

import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;

/**
 * AND and OR, three-valued. An argument is evaluated only for the rows that the earlier ones left open.
 *
 * @param decisive the value that settles a row: FALSE for AND, TRUE for OR
 */
record Connective(boolean decisive, List<Evaluator> arguments) implements Evaluator {
    @Override
    public int select(RowSet rows, int[] positions) {
        if (decisive) {
            return Evaluator.super.select(rows, positions);
        }
        int count = arguments.get(0).select(rows, positions);
        for (Evaluator argument : arguments.subList(1, arguments.size())) {
            if (count == 0) {
                break;
            }
            int[] among = new int[count];
            count = argument.select(rows.narrow(positions, count), among);
            for (int i = 0; i < count; i++) {
                positions[i] = positions[among[i]];
            }
        }
        return count;
    }

    @Override
    public Vector evaluate(RowSet rows) {
        int size = rows.size();
        boolean[] values = new boolean[size];
        boolean[] unknown = new boolean[size];
        Arrays.fill(values, !decisive);
        int[] open = Vectors.positions(size);
        int count = size;
        for (Evaluator argument : arguments) {
            if (count == 0) {
                break;
            }
            Vector result = argument.evaluate(rows.narrow(open, count));
            boolean[] holds = Primitives.booleans(result);
            boolean[] nulls = Primitives.nulls(result);
            int left = 0;
            for (int k = 0; k < count; k++) {
                int row = open[k];
                if (nulls != null && nulls[k]) {
                    unknown[row] = true;
                    open[left++] = row;
                } else if (holds[k] == decisive) {
                    values[row] = decisive;
                    unknown[row] = false;
                } else {
                    open[left++] = row;
                }
            }
            count = left;
        }
        return Vectors.booleans(values, unknown);
    }
}
