package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.ApplyKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OuterColumn;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.jspecify.annotations.Nullable;

/** Runs the right plan for each left row, once for equal values of what it reads of the row. */
final class ApplyStream extends OperatorStream {
    private static final long BYTES_PER_RESULT = 64;

    private final Operator.Apply apply;
    private final BatchStream left;
    private final DependentPlan right;
    private final List<Integer> outerColumns;
    private final KeyTable seen;
    private final List<Batch> results = new ArrayList<>();
    private @Nullable Batch batch;
    private int row;

    ApplyStream(Guard guard, Operator.Apply apply, BatchStream left, DependentPlan right) {
        super(guard, apply.fields(), inputs(left, right));
        this.apply = apply;
        this.left = left;
        this.right = right;
        this.outerColumns =
                apply.outer().stream().map(OuterColumn::column).distinct().toList();
        this.seen = new KeyTable(outerColumns.stream()
                .map(column ->
                        KeyDomain.of(List.of(apply.left().fields().get(column).type())))
                .toList());
    }

    private static List<BatchStream> inputs(BatchStream left, DependentPlan right) {
        List<BatchStream> inputs = new ArrayList<>();
        inputs.add(left);
        inputs.addAll(right.sources());
        return inputs;
    }

    private boolean joins() {
        return apply.kind() == ApplyKind.INNER || apply.kind() == ApplyKind.LEFT;
    }

    @Override
    @Nullable
    Batch produce() {
        Batch current = batch;
        if (current == null) {
            current = left.next();
            row = 0;
            batch = current;
            if (current == null) {
                return null;
            }
        }
        return joins() ? joined(current) : extended(current);
    }

    /** The next left row with all that the right plan gives for it. */
    private Batch joined(Batch current) {
        Batch found = result(current, row);
        int count = found.rows();
        if (count == 0 && apply.kind() == ApplyKind.LEFT) {
            found = Vectors.gather(found, new int[] {-1}, 1);
            count = 1;
        }
        int[] rows = new int[count];
        Arrays.fill(rows, row);
        List<Vector> columns =
                new ArrayList<>(Vectors.gather(current, rows, count).columns());
        columns.addAll(found.columns());
        row++;
        batch = row == current.rows() ? null : current;
        return new Batch(count, columns);
    }

    /** All rows of a left batch with one value more. */
    private Batch extended(Batch current) {
        BatchBuilder values =
                BatchBuilder.of(List.of(apply.fields().get(apply.fields().size() - 1)), current.rows());
        for (int at = 0; at < current.rows(); at++) {
            guard.check();
            Vector value = result(current, at).columns().get(0);
            values.append(value.get(0));
        }
        batch = null;
        List<Vector> columns = new ArrayList<>(current.columns());
        columns.addAll(values.build().columns());
        return new Batch(current.rows(), columns);
    }

    private Batch result(Batch current, int at) {
        int known = results.size();
        int number = outerColumns.isEmpty() ? 0 : seen.findOrAdd(keys(current, at), 0);
        if (number < known) {
            return results.get(number);
        }
        Batch result;
        try (BatchStream rows = right.run(DependentPlan.values(apply.outer(), current, at))) {
            result = reduced(rows);
        }
        hold(Vectors.estimatedBytes(result) + BYTES_PER_RESULT + seen.bytesPerKey());
        adopt(right.takeHeld());
        results.add(result);
        return result;
    }

    private KeyRows keys(Batch current, int at) {
        Batch keys = new Batch(current.rows(), JoinTable.columns(current, outerColumns));
        return seen.rows(Vectors.slice(keys, at, at + 1).columns());
    }

    /** What is kept of the rows: all of them, or the one value that they come to. */
    private Batch reduced(BatchStream rows) {
        if (joins()) {
            BatchBuilder all = BatchBuilder.of(apply.right().fields());
            for (Batch next = rows.next(); next != null; next = rows.next()) {
                all.appendAll(next);
            }
            return all.build();
        }
        int last = apply.fields().size() - 1;
        BatchBuilder one = BatchBuilder.of(apply.fields().subList(last, last + 1), 1);
        one.append(value(rows));
        return one.build();
    }

    private @Nullable Object value(BatchStream rows) {
        return switch (apply.kind()) {
            case SCALAR -> onlyValue(rows);
            case EXISTS -> rows.next() != null;
            case ANY -> quantified(rows, true);
            default -> quantified(rows, false);
        };
    }

    private static @Nullable Object onlyValue(BatchStream rows) {
        Object value = null;
        int count = 0;
        for (Batch next = rows.next(); next != null; next = rows.next()) {
            count += next.rows();
            if (count > 1) {
                throw new BestPeerException(
                        ErrorCode.CARDINALITY_VIOLATION, "a scalar sub-query gave more than one row");
            }
            value = next.columns().get(0).get(0);
        }
        return value;
    }

    /** The deciding value if a row has it, else NULL if one is NULL, else its opposite. */
    private static @Nullable Boolean quantified(BatchStream rows, boolean deciding) {
        boolean unknown = false;
        for (Batch next = rows.next(); next != null; next = rows.next()) {
            Vector values = next.columns().get(0);
            for (int i = 0; i < next.rows(); i++) {
                if (values.isNull(i)) {
                    unknown = true;
                } else if ((values.getLong(i) != 0) == deciding) {
                    return deciding;
                }
            }
        }
        return unknown ? null : !deciding;
    }
}
