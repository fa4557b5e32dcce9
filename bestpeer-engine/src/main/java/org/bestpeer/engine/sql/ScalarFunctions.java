package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Functions that are translated by their name or kind alone. */
final class ScalarFunctions {
    private ScalarFunctions() {}

    static Optional<ScalarFunction> of(RexCall call) {
        return switch (call.getKind()) {
            case NOT -> Optional.of(ScalarFunction.NOT);
            case IS_NULL -> Optional.of(ScalarFunction.IS_NULL);
            case IS_NOT_NULL -> Optional.of(ScalarFunction.IS_NOT_NULL);
            case IS_TRUE -> Optional.of(ScalarFunction.IS_TRUE);
            case IS_NOT_TRUE -> Optional.of(ScalarFunction.IS_NOT_TRUE);
            case IS_FALSE -> Optional.of(ScalarFunction.IS_FALSE);
            case IS_NOT_FALSE -> Optional.of(ScalarFunction.IS_NOT_FALSE);
            case MINUS_PREFIX -> Optional.of(ScalarFunction.NEGATE);
            case SIMILAR -> Optional.of(ScalarFunction.SIMILAR_TO);
            case LIKE ->
                call.getOperator().getName().equals("LIKE") ? Optional.of(ScalarFunction.LIKE) : Optional.empty();
            case POSITION -> call.getOperands().size() == 2 ? Optional.of(ScalarFunction.POSITION) : Optional.empty();
            default -> byName(call.getOperator().getName().toUpperCase(Locale.ROOT));
        };
    }

    private static Optional<ScalarFunction> byName(String name) {
        return switch (name) {
            case "||", "CONCAT" -> Optional.of(ScalarFunction.CONCAT);
            case "MOD" -> Optional.of(ScalarFunction.MODULO);
            case "SUBSTRING", "SUBSTR" -> Optional.of(ScalarFunction.SUBSTRING);
            case "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH" -> Optional.of(ScalarFunction.CHAR_LENGTH);
            case "UPPER" -> Optional.of(ScalarFunction.UPPER);
            case "LOWER" -> Optional.of(ScalarFunction.LOWER);
            case "REPLACE" -> Optional.of(ScalarFunction.REPLACE);
            case "OCTET_LENGTH" -> Optional.of(ScalarFunction.OCTET_LENGTH);
            case "ABS" -> Optional.of(ScalarFunction.ABS);
            case "SIGN" -> Optional.of(ScalarFunction.SIGN);
            case "ROUND" -> Optional.of(ScalarFunction.ROUND);
            case "TRUNCATE" -> Optional.of(ScalarFunction.TRUNCATE);
            case "POWER" -> Optional.of(ScalarFunction.POWER);
            case "SQRT" -> Optional.of(ScalarFunction.SQRT);
            case "EXP" -> Optional.of(ScalarFunction.EXP);
            case "LN" -> Optional.of(ScalarFunction.LN);
            case "LOG10" -> Optional.of(ScalarFunction.LOG10);
            case "TRUNC" -> Optional.of(ScalarFunction.TRUNCATE);
            case "TRANSLATE3" -> Optional.of(ScalarFunction.TRANSLATE);
            case "LEFT", "RIGHT", "LPAD", "RPAD", "REPEAT", "REVERSE", "INITCAP", "ASCII", "CHR", "SPLIT_PART" ->
                Optional.of(ScalarFunction.valueOf(name));
            case "SIN", "COS", "TAN", "COT", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH" ->
                Optional.of(ScalarFunction.valueOf(name));
            case "CBRT", "DEGREES", "RADIANS" -> Optional.of(ScalarFunction.valueOf(name));
            default -> Optional.empty();
        };
    }

    /** The arguments in the types that the function demands. */
    static List<Scalar> arguments(ScalarFunction function, List<Scalar> given) {
        List<Scalar> arguments = new ArrayList<>(given);
        switch (function) {
            case POWER, SQRT, EXP, LN, LOG10 ->
                arguments.replaceAll(a -> a.type().kind() == TypeKind.DOUBLE ? a : Scalars.cast(a, DataType.DOUBLE));
            case CONCAT ->
                arguments.replaceAll(a -> a.type().kind() == TypeKind.VARCHAR ? a : Scalars.cast(a, DataType.VARCHAR));
            default -> {
                return arguments;
            }
        }
        return arguments;
    }
}
