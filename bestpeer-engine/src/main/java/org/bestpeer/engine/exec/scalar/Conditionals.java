package org.bestpeer.engine.exec.scalar;

import java.util.List;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.type.DataType;

/** Functions whose result is one of their arguments. */
final class Conditionals {
    private Conditionals() {}

    static Evaluator caseOf(List<Evaluator> arguments, DataType type) {
        return rows -> {
            Branches branches = new Branches(rows);
            for (int i = 0; i + 1 < arguments.size() && !branches.isSettled(); i += 2) {
                branches.take(arguments.get(i).evaluate(branches.open()), arguments.get(i + 1));
            }
            branches.otherwise(arguments.get(arguments.size() - 1));
            return branches.build(type);
        };
    }

    static Evaluator coalesce(List<Evaluator> arguments, DataType type) {
        return rows -> {
            Branches branches = new Branches(rows);
            for (Evaluator argument : arguments) {
                if (!branches.isSettled()) {
                    branches.takePresent(argument.evaluate(branches.open()));
                }
            }
            return branches.build(type);
        };
    }

    static Evaluator nullIf(Evaluator value, Evaluator equal, DataType type) {
        return rows -> {
            Vector values = value.evaluate(rows);
            Vector same = equal.evaluate(rows);
            VectorBuilder builder = VectorBuilder.of(type, values.size());
            for (int i = 0; i < values.size(); i++) {
                if (!same.isNull(i) && same.getLong(i) != 0) {
                    builder.appendNull();
                } else {
                    builder.appendFrom(values, i);
                }
            }
            return builder.build();
        };
    }

    /** GREATEST or LEAST: of the arguments that are not NULL, as in PostgreSQL. */
    static Evaluator extreme(Scalar.Call call, List<Evaluator> arguments) {
        boolean greatest = call.function() == ScalarFunction.GREATEST;
        KeyDomain domain = KeyDomain.of(List.of(call.type(), call.type()));
        return rows -> {
            List<Vector> values =
                    arguments.stream().map(argument -> argument.evaluate(rows)).toList();
            VectorBuilder builder = VectorBuilder.of(call.type(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                Vector best = null;
                for (Vector candidate : values) {
                    if (!candidate.isNull(i) && (best == null || isBetter(domain, greatest, candidate, best, i))) {
                        best = candidate;
                    }
                }
                if (best == null) {
                    builder.appendNull();
                } else {
                    builder.appendFrom(best, i);
                }
            }
            return builder.build();
        };
    }

    private static boolean isBetter(KeyDomain domain, boolean greatest, Vector candidate, Vector best, int row) {
        int order = domain.compare(candidate, row, best, row);
        return greatest ? order > 0 : order < 0;
    }
}
