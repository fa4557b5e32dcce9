package org.bestpeer.node.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.type.Field;

/** Scans for which an index of the store leads to the rows, and what they cost. */
final class LookUp {
    /** Measured with tables on disk: a statement, and each row that it finds. */
    private static final double STATEMENT_NANOS = 40_000;

    private static final double FOUND_NANOS = 20_000;
    /** Of a row of a snapshot, with a filter of one or two conditions. */
    private static final double READ_NANOS = 10;

    private LookUp() {}

    /**
     * Whether an index finds rows sooner than a snapshot is looked through.
     *
     * @param found about how many the index leads to; empty if there is none
     * @param rowsToRead of the snapshot
     */
    static boolean isFaster(OptionalDouble found, long rowsToRead) {
        return found.isPresent() && STATEMENT_NANOS + FOUND_NANOS * found.getAsDouble() < READ_NANOS * rowsToRead;
    }

    /** About how many rows an index leads to; empty if there is none for the filter. */
    static OptionalDouble rows(StoreScan scan, StoredTable table) {
        Optional<Scalar> filter = scan.filter();
        return filter.isPresent() ? rows(filter.get(), scan.scan().fields(), table) : OptionalDouble.empty();
    }

    private static OptionalDouble rows(Scalar filter, List<Field> fields, StoredTable table) {
        if (!(filter instanceof Scalar.Call call)) {
            return OptionalDouble.empty();
        }
        List<Scalar> arguments = call.arguments();
        if (call.function() == ScalarFunction.AND) {
            return arguments.stream()
                    .map(part -> rows(part, fields, table))
                    .flatMapToDouble(OptionalDouble::stream)
                    .min();
        }
        boolean looksUp = (call.function() == ScalarFunction.EQUAL || call.function() == ScalarFunction.IN)
                && arguments.get(0) instanceof Scalar.ColumnRef
                && arguments.get(1) instanceof Scalar.Literal;
        if (!looksUp) {
            return OptionalDouble.empty();
        }
        String column =
                fields.get(((Scalar.ColumnRef) arguments.get(0)).index()).name();
        return table.indexedColumns().contains(column)
                ? OptionalDouble.of((arguments.size() - 1) * table.rowsOfEach(column))
                : OptionalDouble.empty();
    }
}
