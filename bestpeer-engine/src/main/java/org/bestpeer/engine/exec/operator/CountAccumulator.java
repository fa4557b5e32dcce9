package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** COUNT. */
final class CountAccumulator implements Accumulator {
    private final DataType type;
    private long[] counts = new long[0];

    CountAccumulator(DataType type) {
        this.type = type;
    }

    @Override
    public void ensureGroups(int groups) {
        if (groups > counts.length) {
            counts = Arrays.copyOf(counts, groups * 2);
        }
    }

    @Override
    public void add(int group, List<Vector> arguments, int row) {
        counts[group]++;
    }

    @Override
    public void addAll(int[] groups, List<Vector> arguments, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            counts[groups[rows[i]]]++;
        }
    }

    @Override
    public boolean removes() {
        return true;
    }

    @Override
    public void remove(int group, List<Vector> arguments, int row) {
        counts[group]--;
    }

    @Override
    public Vector results(int from, int to, DataType resultType) {
        return resultType.kind() == TypeKind.BIGINT
                ? Vectors.longs(resultType, Arrays.copyOfRange(counts, from, to), null)
                : Accumulator.super.results(from, to, resultType);
    }

    @Override
    public void result(int group, VectorBuilder out) {
        out.append(Numbers.convert(BigDecimal.valueOf(counts[group]), type));
    }
}
