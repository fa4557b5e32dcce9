package org.bestpeer.engine.exec.operator;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;

/**
 * A user's conditions over what an owner allows. Those that only compare columns as they are stored go down to the scan, beside
 * the owner's: they can neither fail nor tell anything of a row that the owner hides, and let stores and snapshots leave rows
 * out. All others, and those on masked values, stay above the owner's rules.
 */
final class UserConditions {
    /** Those that have a result for all values of their types. */
    private static final ImmutableSet<ScalarFunction> COMPARISONS = Sets.immutableEnumSet(
            ScalarFunction.AND,
            ScalarFunction.OR,
            ScalarFunction.NOT,
            ScalarFunction.EQUAL,
            ScalarFunction.NOT_EQUAL,
            ScalarFunction.LESS,
            ScalarFunction.LESS_OR_EQUAL,
            ScalarFunction.GREATER,
            ScalarFunction.GREATER_OR_EQUAL,
            ScalarFunction.IN,
            ScalarFunction.IS_NULL,
            ScalarFunction.IS_NOT_NULL);

    private UserConditions() {}

    static Operator over(Operator allowed, Scalar condition) {
        if (allowed instanceof Operator.Scan) {
            return new Operator.Filter(allowed, condition);
        }
        List<Scalar> down = new ArrayList<>();
        List<Scalar> above = new ArrayList<>();
        for (Scalar part : Conjuncts.of(condition)) {
            atScan(part, allowed).ifPresentOrElse(down::add, () -> above.add(part));
        }
        Operator input = down.isEmpty() ? allowed : sunk(allowed, down);
        Optional<Operator> rest = Conjuncts.all(above).map(kept -> new Operator.Filter(input, kept));
        return rest.orElse(input);
    }

    /** The condition in terms of the scan's columns; empty if it is more than a comparison of these. */
    private static Optional<Scalar> atScan(Scalar part, Operator allowed) {
        if (allowed instanceof Operator.Project project) {
            return atScan(Scalars.substitute(part, project.expressions()), project.input());
        }
        if (allowed instanceof Operator.Filter filter) {
            return atScan(part, filter.input());
        }
        return allowed instanceof Operator.Scan && compares(part) ? Optional.of(part) : Optional.empty();
    }

    private static boolean compares(Scalar scalar) {
        if (!(scalar instanceof Scalar.Call call)) {
            return scalar instanceof Scalar.ColumnRef || scalar instanceof Scalar.Literal;
        }
        // An escape character can be wrong.
        boolean plainPattern = call.function() == ScalarFunction.LIKE
                && call.arguments().size() == 2
                && call.arguments().get(1) instanceof Scalar.Literal;
        return (plainPattern || COMPARISONS.contains(call.function()))
                && call.arguments().stream().allMatch(UserConditions::compares);
    }

    private static Operator sunk(Operator allowed, List<Scalar> down) {
        List<Scalar> all = new ArrayList<>(down);
        if (allowed instanceof Operator.Filter filter && filter.input() instanceof Operator.Scan scan) {
            all.addAll(Conjuncts.of(filter.condition()));
            return new Operator.Filter(scan, Conjuncts.all(all).orElseThrow());
        }
        return allowed instanceof Operator.Scan
                ? new Operator.Filter(allowed, Conjuncts.all(all).orElseThrow())
                : allowed.withInputs(List.of(sunk(allowed.inputs().get(0), down)));
    }
}
