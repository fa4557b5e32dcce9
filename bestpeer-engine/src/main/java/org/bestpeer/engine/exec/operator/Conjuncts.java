package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;

/** Takes conditions apart at AND, and puts them together. */
final class Conjuncts {
    private Conjuncts() {}

    static List<Scalar> of(Scalar condition) {
        if (condition instanceof Scalar.Call call && call.function() == ScalarFunction.AND) {
            List<Scalar> parts = new ArrayList<>();
            call.arguments().forEach(argument -> parts.addAll(of(argument)));
            return parts;
        }
        return List.of(condition);
    }

    static Optional<Scalar> all(List<Scalar> parts) {
        if (parts.size() <= 1) {
            return parts.stream().findFirst();
        }
        return Optional.of(new Scalar.Call(ScalarFunction.AND, parts, DataType.BOOLEAN));
    }
}
