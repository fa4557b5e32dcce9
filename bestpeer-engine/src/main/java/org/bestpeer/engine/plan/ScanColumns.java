package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;

/** Which columns of its scans a plan joins by: where both sides of a join are plain columns of scans. */
final class ScanColumns {
    private final List<Set<String>> keys = new ArrayList<>();

    private ScanColumns() {}

    /** For each scan of a shared table in the plan, from left to right, the columns that are joined by. */
    static List<Set<String>> joined(Operator plan) {
        ScanColumns columns = new ScanColumns();
        columns.trace(plan);
        return columns.keys;
    }

    private record Origin(int scan, String column) {}

    /** Where each column of the operator comes from; empty for what is computed. */
    private List<Optional<Origin>> trace(Operator operator) {
        if (operator instanceof Operator.Scan scan && !scan.isOfSystemTable()) {
            int number = keys.size();
            keys.add(new TreeSet<>());
            return scan.fields().stream()
                    .map(f -> Optional.of(new Origin(number, f.name())))
                    .toList();
        }
        List<List<Optional<Origin>>> inputs =
                operator.inputs().stream().map(this::trace).toList();
        if (operator instanceof Operator.Project project) {
            return project.expressions().stream()
                    .map(e -> e instanceof Scalar.ColumnRef ref
                            ? inputs.get(0).get(ref.index())
                            : Optional.<Origin>empty())
                    .toList();
        }
        if (operator instanceof Operator.Aggregate aggregate) {
            return Stream.concat(
                            aggregate.groupKeys().stream().map(inputs.get(0)::get),
                            Collections.nCopies(aggregate.calls().size(), Optional.<Origin>empty()).stream())
                    .toList();
        }
        if (operator instanceof Operator.Join join) {
            return joined(join, inputs.get(0), inputs.get(1));
        }
        boolean keeps = operator instanceof Operator.Filter || operator instanceof Operator.Sort;
        return keeps ? inputs.get(0) : Collections.nCopies(operator.fields().size(), Optional.empty());
    }

    private List<Optional<Origin>> joined(
            Operator.Join join, List<Optional<Origin>> left, List<Optional<Origin>> right) {
        for (EquiKey key : join.keys()) {
            Optional<Origin> a = left.get(key.left());
            Optional<Origin> b = right.get(key.right());
            if (a.isPresent() && b.isPresent()) {
                keys.get(a.get().scan).add(a.get().column);
                keys.get(b.get().scan).add(b.get().column);
            }
        }
        boolean leftOnly = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
        return leftOnly ? left : Stream.concat(left.stream(), right.stream()).toList();
    }
}
