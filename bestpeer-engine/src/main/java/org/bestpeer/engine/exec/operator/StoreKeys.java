package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.type.DataType;

/** Gives a few keys to the store, as IN, where they are all that is asked of a table: it may have an index. */
final class StoreKeys {
    private static final int MOST = 500;

    private StoreKeys() {}

    static Operator apply(Operator plan, TableSource source) {
        List<Operator> inputs =
                plan.inputs().stream().map(input -> apply(input, source)).toList();
        Operator over = inputs.isEmpty() ? plan : plan.withInputs(inputs);
        return over instanceof Operator.KeyFilter filter
                ? listed(filter)
                        .filter(source::canEvaluate)
                        .flatMap(in -> filtered(filter.input(), in))
                        .orElse(over)
                : over;
    }

    private static Optional<Operator> filtered(Operator input, Scalar in) {
        if (input instanceof Operator.Scan) {
            return Optional.of(new Operator.Filter(input, in));
        }
        if (input instanceof Operator.Filter filter && filter.input() instanceof Operator.Scan scan) {
            List<Scalar> all = new ArrayList<>(Conjuncts.of(filter.condition()));
            all.add(in);
            return Conjuncts.all(all).map(condition -> new Operator.Filter(scan, condition));
        }
        return Optional.empty();
    }

    private static Optional<Scalar> listed(Operator.KeyFilter filter) {
        if (!(filter.keys() instanceof KeySet.Exact exact) || filter.columns().size() != 1) {
            return Optional.empty();
        }
        Batch keys = BatchCodec.decode(exact.batch().toByteArray(), exact.fields());
        if (keys.rows() == 0 || keys.rows() > MOST) {
            return Optional.empty();
        }
        int column = filter.columns().get(0);
        List<Scalar> arguments = new ArrayList<>();
        arguments.add(
                new Scalar.ColumnRef(column, filter.input().fields().get(column).type()));
        Vector values = keys.columns().get(0);
        for (int row = 0; row < keys.rows(); row++) {
            arguments.add(
                    new Scalar.Literal(values.get(row), exact.fields().get(0).type()));
        }
        return Optional.of(new Scalar.Call(ScalarFunction.IN, arguments, DataType.BOOLEAN));
    }
}
