package org.bestpeer.engine.exec.scalar;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Turns expressions into evaluators. */
public final class ScalarCompiler implements Scalar.Handler<Evaluator> {
    private ScalarCompiler() {}

    /**
     * An evaluator of the expression.
     *
     * @throws BestPeerException if a parameter is unbound, a type does not fit, or a function is not supported
     */
    public static Evaluator compile(Scalar scalar) {
        return scalar.dispatch(new ScalarCompiler());
    }

    /** An evaluator whose result has that type, for where a value stands in for one of another type. */
    public static Evaluator compile(Scalar scalar, DataType type) {
        return Casts.align(compile(scalar), scalar.type(), type);
    }

    /** The value of an expression without columns, in the Java class of its type. */
    public static @Nullable Object constant(Scalar scalar) {
        return compile(scalar).evaluate(RowSet.all(new Batch(1, List.of()))).get(0);
    }

    @Override
    public Evaluator onColumn(Scalar.ColumnRef column) {
        return new ColumnValue(column.index());
    }

    @Override
    public Evaluator onLiteral(Scalar.Literal literal) {
        return new ConstantValue(Vectors.constant(literal.type(), literal.value(), 1));
    }

    @Override
    public Evaluator onParameter(Scalar.Parameter parameter) {
        throw new BestPeerException(
                ErrorCode.INVALID_PARAMETER, "parameter %d has no value".formatted(parameter.index() + 1));
    }

    @Override
    public Evaluator onCall(Scalar.Call call) {
        Evaluator each = call(call);
        return call.arguments().stream().allMatch(ScalarCompiler::isConstant) ? folded(each) : each;
    }

    private static boolean isConstant(Scalar scalar) {
        return scalar instanceof Scalar.Literal
                || (scalar instanceof Scalar.Call call
                        && !call.arguments().isEmpty()
                        && call.arguments().stream().allMatch(ScalarCompiler::isConstant));
    }

    /** Computed once; what fails does so only where a row asks for it. */
    private static Evaluator folded(Evaluator constant) {
        try {
            return new ConstantValue(constant.evaluate(RowSet.all(new Batch(1, List.of()))));
        } catch (BestPeerException e) {
            return constant;
        }
    }

    private Evaluator call(Scalar.Call call) {
        List<Evaluator> arguments = new ArrayList<>(call.arguments().size());
        call.arguments().forEach(argument -> arguments.add(argument.dispatch(this)));
        return switch (call.function()) {
            case AND -> new Connective(false, arguments);
            case OR -> new Connective(true, arguments);
            case NOT -> Predicates.not(arguments.get(0));
            case EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> comparison(call.function(), call, arguments, 1);
            case IN -> membership(call, arguments);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                Predicates.is(call.function(), arguments.get(0));
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO ->
                Arithmetic.of(
                        call.function(), arguments.get(0), type(call, 0), arguments.get(1), type(call, 1), call.type());
            case CAST -> Casts.cast(arguments.get(0), type(call, 0), call.type());
            case CASE, COALESCE, NULLIF, GREATEST, LEAST -> conditional(call, arguments);
            case LIKE ->
                TextFunctions.constantLike(call)
                        .<Evaluator>map(pattern -> new Like(arguments.get(0), pattern))
                        .orElseGet(() -> RowFunction.strict(arguments, call.type(), rowFunction(call)));
            default -> RowFunction.strict(arguments, call.type(), rowFunction(call));
        };
    }

    private static DataType type(Scalar.Call call, int argument) {
        return call.arguments().get(argument).type();
    }

    /** The comparison of the first argument with another one. */
    private static Evaluator comparison(
            ScalarFunction function, Scalar.Call call, List<Evaluator> arguments, int other) {
        return Comparison.of(function, arguments.get(0), type(call, 0), arguments.get(other), type(call, other));
    }

    private static Evaluator membership(Scalar.Call call, List<Evaluator> arguments) {
        return Membership.of(call, arguments.get(0)).orElseGet(() -> {
            List<Evaluator> equalities = new ArrayList<>();
            for (int i = 1; i < arguments.size(); i++) {
                equalities.add(comparison(ScalarFunction.EQUAL, call, arguments, i));
            }
            return new Connective(true, equalities);
        });
    }

    private static Evaluator conditional(Scalar.Call call, List<Evaluator> arguments) {
        List<Evaluator> aligned = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean condition = call.function() == ScalarFunction.CASE && i % 2 == 0 && i < arguments.size() - 1;
            aligned.add(condition ? arguments.get(i) : aligned(call, arguments, i));
        }
        return switch (call.function()) {
            case CASE -> Conditionals.caseOf(aligned, call.type());
            case COALESCE -> Conditionals.coalesce(aligned, call.type());
            case NULLIF ->
                Conditionals.nullIf(aligned.get(0), comparison(ScalarFunction.EQUAL, call, arguments, 1), call.type());
            default -> Conditionals.extreme(call, aligned);
        };
    }

    private static Evaluator aligned(Scalar.Call call, List<Evaluator> arguments, int index) {
        if (call.function() == ScalarFunction.NULLIF && index > 0) {
            return arguments.get(index);
        }
        return Casts.align(arguments.get(index), type(call, index), call.type());
    }

    private static RowFunction rowFunction(Scalar.Call call) {
        return switch (call.function()) {
            case NEGATE, ABS, SIGN, FLOOR, CEILING, ROUND, TRUNCATE, POWER, SQRT, EXP, LN, LOG10 ->
                NumericFunctions.of(call);
            case LIKE,
                    SIMILAR_TO,
                    CONCAT,
                    SUBSTRING,
                    UPPER,
                    LOWER,
                    TRIM_BOTH,
                    TRIM_LEADING,
                    TRIM_TRAILING,
                    REPLACE,
                    CHAR_LENGTH,
                    OCTET_LENGTH,
                    POSITION -> TextFunctions.of(call);
            case DURATION_TEXT -> values -> IntervalText.duration(Numbers.wholeNumber(values[0]));
            case PERIOD_TEXT -> values -> IntervalText.period(Numbers.wholeNumber(values[0]));
            case SIN, COS, TAN, COT, ASIN, ACOS, ATAN, ATAN2, SINH, COSH, TANH, CBRT, DEGREES, RADIANS ->
                Angles.of(call);
            case LEFT, RIGHT, LPAD, RPAD, REPEAT, REVERSE, INITCAP, ASCII, CHR, TRANSLATE, SPLIT_PART ->
                MoreText.of(call);
            default -> TimeFunctions.of(call);
        };
    }
}
