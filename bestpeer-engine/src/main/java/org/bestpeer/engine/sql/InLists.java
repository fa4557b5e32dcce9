package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;

/** Equalities of one expression with several constants, put together again as IN. */
final class InLists {
    private InLists() {}

    static Scalar folded(List<Scalar> alternatives) {
        Map<Scalar, List<Scalar>> constants = new LinkedHashMap<>();
        List<Scalar> rest = new ArrayList<>();
        for (Scalar alternative : alternatives) {
            List<Scalar> sides = alternative instanceof Scalar.Call call && call.function() == ScalarFunction.EQUAL
                    ? call.arguments()
                    : List.of();
            if (!sides.isEmpty() && isListed(sides.get(0), sides.get(1))) {
                constants.computeIfAbsent(sides.get(0), x -> new ArrayList<>()).add(sides.get(1));
            } else {
                rest.add(alternative);
            }
        }
        List<Scalar> result = new ArrayList<>();
        constants.forEach((subject, list) -> {
            List<Scalar> arguments = new ArrayList<>();
            arguments.add(subject);
            arguments.addAll(list);
            ScalarFunction function = list.size() == 1 ? ScalarFunction.EQUAL : ScalarFunction.IN;
            result.add(new Scalar.Call(function, arguments, DataType.BOOLEAN));
        });
        result.addAll(rest);
        return result.size() == 1 ? result.get(0) : new Scalar.Call(ScalarFunction.OR, result, DataType.BOOLEAN);
    }

    private static boolean isListed(Scalar subject, Scalar constant) {
        return !Scalars.isConstant(subject)
                && Scalars.isConstant(constant)
                && constant.type().kind() == subject.type().kind();
    }
}
