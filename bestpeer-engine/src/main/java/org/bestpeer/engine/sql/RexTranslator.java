package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.plan.Decimals;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Calcite's expressions in the engine's algebra. What has no counterpart there is refused by name. */
final class RexTranslator {
    private final RexBuilder builder;
    private final OuterRows outerRows;

    RexTranslator(RexBuilder builder, OuterRows outerRows) {
        this.builder = builder;
        this.outerRows = outerRows;
    }

    Scalar translate(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return new Scalar.ColumnRef(ref.getIndex(), TypeMapping.toEngine(ref.getType()));
        }
        if (node instanceof RexLiteral literal) {
            return RexLiterals.translate(literal);
        }
        if (node instanceof RexDynamicParam parameter) {
            return new Scalar.Parameter(parameter.getIndex(), TypeMapping.toEngine(parameter.getType()));
        }
        if (node instanceof RexOver over) {
            throw refused("the window function %s in this place"
                    .formatted(over.getAggOperator().getName()));
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        if (node instanceof RexFieldAccess access && access.getReferenceExpr() instanceof RexCorrelVariable variable) {
            return outerRows.column(variable.id, access.getField().getIndex(), TypeMapping.toEngine(access.getType()));
        }
        throw refused("a correlated sub-query of this form");
    }

    static BestPeerException refused(String what) {
        return new BestPeerException(ErrorCode.NOT_SUPPORTED, what + " is not supported");
    }

    private Scalar call(RexCall call) {
        return switch (call.getKind()) {
            case SEARCH -> translate(RexUtil.expandSearch(builder, null, call));
            case AND -> logical(ScalarFunction.AND, call);
            case OR -> InLists.folded(arguments(call));
            case PLUS, MINUS, TIMES, DIVIDE -> arithmetic(call);
            case MOD -> remainder(call);
            case CAST -> cast(call);
            case CASE -> caseOf(call);
            case REINTERPRET -> Intervals.reinterpreted(call, this);
            case EXTRACT -> DateParts.translate(call, this);
            case TRIM -> trim(call);
            case FLOOR, CEIL -> rounding(call);
            case COALESCE, GREATEST, LEAST, NULLIF -> unified(call);
            case EQUALS -> compared(ScalarFunction.EQUAL, call);
            case NOT_EQUALS -> compared(ScalarFunction.NOT_EQUAL, call);
            case LESS_THAN -> compared(ScalarFunction.LESS, call);
            case LESS_THAN_OR_EQUAL -> compared(ScalarFunction.LESS_OR_EQUAL, call);
            case GREATER_THAN -> compared(ScalarFunction.GREATER, call);
            case GREATER_THAN_OR_EQUAL -> compared(ScalarFunction.GREATER_OR_EQUAL, call);
            case IS_DISTINCT_FROM -> compared(ScalarFunction.IS_DISTINCT_FROM, call);
            case IS_NOT_DISTINCT_FROM -> compared(ScalarFunction.IS_NOT_DISTINCT_FROM, call);
            case PLUS_PREFIX -> translate(call.getOperands().get(0));
            default -> named(call);
        };
    }

    private Scalar named(RexCall call) {
        if (CurrentTime.isCurrent(call)) {
            return CurrentTime.translate(call);
        }
        Optional<Scalar> composed = ComposedFunctions.of(call, this);
        if (composed.isPresent()) {
            return composed.get();
        }
        Optional<ScalarFunction> function = ScalarFunctions.of(call);
        if (function.isEmpty()) {
            throw refused(describe(call));
        }
        return new Scalar.Call(function.get(), ScalarFunctions.arguments(function.get(), arguments(call)), type(call));
    }

    private static String describe(RexCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (call instanceof RexSubQuery) {
            return "a sub-query in this place";
        }
        return name.isEmpty() ? "this expression" : name;
    }

    private List<Scalar> arguments(RexCall call) {
        List<Scalar> arguments = new ArrayList<>(call.getOperands().size());
        for (RexNode operand : call.getOperands()) {
            arguments.add(translate(operand));
        }
        return arguments;
    }

    private static DataType type(RexNode node) {
        return TypeMapping.toEngine(node.getType());
    }

    private Scalar logical(ScalarFunction function, RexCall call) {
        return new Scalar.Call(function, arguments(call), DataType.BOOLEAN);
    }

    private Scalar compared(ScalarFunction function, RexCall call) {
        if (RowComparisons.isOfRows(call)) {
            return translate(RowComparisons.expanded(call, builder));
        }
        if (call.getOperands().stream().anyMatch(o -> SqlTypeUtil.isInterval(o.getType()))) {
            Intervals.requireSameFamily(call);
        }
        List<Scalar> given = arguments(call);
        List<Scalar> sides = new ArrayList<>(List.of(
                withoutWidening(given.get(0), given.get(1).type()),
                withoutWidening(given.get(1), given.get(0).type())));
        DataType left = sides.get(0).type();
        DataType right = sides.get(1).type();
        if (left.kind() == TypeKind.DATE && right.kind() == TypeKind.TIMESTAMP) {
            sides.set(0, Scalars.cast(sides.get(0), DataType.TIMESTAMP));
        } else if (left.kind() == TypeKind.TIMESTAMP && right.kind() == TypeKind.DATE) {
            sides.set(1, Scalars.cast(sides.get(1), DataType.TIMESTAMP));
        }
        return new Scalar.Call(function, sides, DataType.BOOLEAN);
    }

    /**
     * Numbers are compared by value: a cast that keeps the value would only hide the column from stores and ranges, and one to
     * the type of both sides might not have room for a value that can well be compared.
     */
    private static Scalar withoutWidening(Scalar side, DataType other) {
        if (!Scalars.isCall(side, ScalarFunction.CAST) || side.type().kind() != TypeKind.DECIMAL) {
            return side;
        }
        Scalar inner = ((Scalar.Call) side).arguments().get(0);
        if (!inner.type().isNumeric() || inner.type().kind() == TypeKind.DOUBLE) {
            return side;
        }
        DataType from = Decimals.asDecimal(inner.type());
        DataType to = side.type();
        boolean keepsValue = to.precision() - to.scale() >= from.precision() - from.scale() || to.equals(other);
        return to.scale() >= from.scale() && keepsValue ? inner : side;
    }

    private Scalar arithmetic(RexCall call) {
        if (SqlTypeUtil.isInterval(call.getType())) {
            return Intervals.arithmetic(call, this);
        }
        if (SqlTypeUtil.isDatetime(call.getType())) {
            return DateArithmetic.translate(call, this);
        }
        DataType type = type(call);
        List<Scalar> arguments =
                arguments(call).stream().map(a -> operand(a, type)).toList();
        ScalarFunction function =
                switch (call.getKind()) {
                    case PLUS -> ScalarFunction.ADD;
                    case MINUS -> ScalarFunction.SUBTRACT;
                    case TIMES -> ScalarFunction.MULTIPLY;
                    default -> ScalarFunction.DIVIDE;
                };
        return new Scalar.Call(function, arguments, type);
    }

    /** Calcite gives it the type of the divisor, which the dividend need not fit. */
    private Scalar remainder(RexCall call) {
        DataType type = type(call);
        List<Scalar> arguments = arguments(call);
        DataType dividend = arguments.get(0).type();
        boolean wider = type.kind().compareTo(TypeKind.BIGINT) <= 0
                && dividend.kind().compareTo(TypeKind.BIGINT) <= 0
                && dividend.kind().compareTo(type.kind()) > 0;
        DataType common = wider ? dividend : type;
        arguments.replaceAll(argument -> operand(argument, common));
        return as(new Scalar.Call(ScalarFunction.MODULO, arguments, common), type);
    }

    /** Integers become decimals next to decimals, and everything becomes DOUBLE next to DOUBLE. */
    static Scalar operand(Scalar argument, DataType result) {
        if (result.kind() == TypeKind.DECIMAL) {
            return argument.type().kind() == TypeKind.DOUBLE
                    ? Scalars.cast(argument, result)
                    : Scalars.cast(argument, Decimals.asDecimal(argument.type()));
        }
        return argument.type().kind() == result.kind() ? argument : Scalars.cast(argument, result);
    }

    private Scalar cast(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        if (SqlTypeUtil.isInterval(operand.getType()) || SqlTypeUtil.isInterval(call.getType())) {
            return Intervals.cast(operand, call.getType(), this);
        }
        Scalar value = translate(operand);
        DataType target = type(call);
        if (value instanceof Scalar.Literal literal && literal.value() == null) {
            return new Scalar.Literal(null, target);
        }
        return isWidening(value.type(), target) ? value : Scalars.cast(value, target);
    }

    /** A cast that changes no value and no representation says nothing. */
    private static boolean isWidening(DataType from, DataType to) {
        boolean sized = to.kind() == TypeKind.VARCHAR || to.kind() == TypeKind.VARBINARY;
        return from.kind() == to.kind()
                && sized
                && (to.precision() == 0 || (from.precision() > 0 && from.precision() <= to.precision()));
    }

    /** The same value in the representation that the type demands. */
    static Scalar as(Scalar value, DataType type) {
        if (value instanceof Scalar.Literal literal && literal.value() == null) {
            return new Scalar.Literal(null, type);
        }
        return Scalars.isSameValue(value.type(), type) ? value : Scalars.cast(value, type);
    }

    private Scalar caseOf(RexCall call) {
        DataType type = type(call);
        List<Scalar> arguments = arguments(call);
        for (int i = 0; i < arguments.size(); i++) {
            boolean value = i % 2 == 1 || i == arguments.size() - 1;
            if (value) {
                arguments.set(i, as(arguments.get(i), type));
            }
        }
        return new Scalar.Call(ScalarFunction.CASE, arguments, type);
    }

    private Scalar unified(RexCall call) {
        DataType type = type(call);
        ScalarFunction function = ScalarFunction.valueOf(call.getKind().name());
        List<Scalar> arguments = arguments(call).stream().map(a -> as(a, type)).toList();
        return new Scalar.Call(function, arguments, type);
    }

    private Scalar trim(RexCall call) {
        RexLiteral side = (RexLiteral) call.getOperands().get(0);
        ScalarFunction function =
                switch (String.valueOf(side.getValue())) {
                    case "LEADING" -> ScalarFunction.TRIM_LEADING;
                    case "TRAILING" -> ScalarFunction.TRIM_TRAILING;
                    default -> ScalarFunction.TRIM_BOTH;
                };
        return Scalars.call(
                function,
                type(call),
                translate(call.getOperands().get(2)),
                translate(call.getOperands().get(1)));
    }

    private Scalar rounding(RexCall call) {
        if (call.getOperands().size() != 1) {
            return TimeUnits.rounded(call, this);
        }
        ScalarFunction function = call.getKind() == SqlKind.FLOOR ? ScalarFunction.FLOOR : ScalarFunction.CEILING;
        return new Scalar.Call(function, arguments(call), type(call));
    }
}
