package org.bestpeer.engine.exec.operator;

import java.math.BigDecimal;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.algebra.WindowFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.scalar.Numbers;
import org.bestpeer.engine.type.DataType;

/** Functions of a row's place in its partition alone. */
final class WindowRank implements WindowColumn {
    private final WindowCall call;
    private final Batch rows;
    private final DataType type;

    WindowRank(WindowCall call, Batch rows) {
        this.call = call;
        this.rows = rows;
        this.type = call.output().type();
    }

    @Override
    public void compute(WindowPartition partition, VectorBuilder out) {
        if (call.function() == WindowFunction.NTILE) {
            tiles(partition, out);
            return;
        }
        long dense = 0;
        for (int row = partition.from(); row < partition.to(); row++) {
            int rank = partition.peerFrom()[row] - partition.from() + 1;
            dense += partition.peerFrom()[row] == row ? 1 : 0;
            switch (call.function()) {
                case ROW_NUMBER -> append(row - partition.from() + 1L, out);
                case RANK -> append(rank, out);
                case DENSE_RANK -> append(dense, out);
                case PERCENT_RANK ->
                    out.appendDouble(partition.size() == 1 ? 0 : (rank - 1) / (double) (partition.size() - 1));
                default -> out.appendDouble((partition.peerTo()[row] - partition.from()) / (double) partition.size());
            }
        }
    }

    private void append(long value, VectorBuilder out) {
        out.append(Numbers.convert(BigDecimal.valueOf(value), type));
    }

    /** The first buckets have one row more, if the rows cannot be shared evenly. */
    private void tiles(WindowPartition partition, VectorBuilder out) {
        Object buckets = rows.columns().get(call.arguments().get(0)).get(partition.from());
        if (buckets == null) {
            for (int i = 0; i < partition.size(); i++) {
                out.appendNull();
            }
            return;
        }
        long count = Numbers.wholeNumber(buckets);
        if (count <= 0) {
            throw new BestPeerException(
                    ErrorCode.INVALID_VALUE, "NTILE of %d buckets; at least one is needed".formatted(count));
        }
        long small = partition.size() / count;
        long larger = partition.size() % count;
        long inLarger = larger * (small + 1);
        for (long i = 0; i < partition.size(); i++) {
            append(i < inLarger ? i / (small + 1) + 1 : larger + (i - inLarger) / small + 1, out);
        }
    }
}
