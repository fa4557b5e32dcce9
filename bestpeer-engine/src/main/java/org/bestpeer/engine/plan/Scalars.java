package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/** Building, taking apart and rewriting of expressions. */
public final class Scalars {
    private Scalars() {}

    /** A reference to each of the fields, in order. */
    public static List<Scalar> references(List<Field> fields) {
        List<Scalar> references = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            references.add(new Scalar.ColumnRef(i, fields.get(i).type()));
        }
        return references;
    }

    public static Scalar call(ScalarFunction function, DataType type, Scalar... arguments) {
        return new Scalar.Call(function, List.of(arguments), type);
    }

    /** The same value as another type; the expression itself if it has that type. */
    public static Scalar cast(Scalar value, DataType type) {
        return value.type().equals(type) ? value : call(ScalarFunction.CAST, type, value);
    }

    /** Whether values of the one type are values of the other, in the same Java class. */
    public static boolean isSameValue(DataType a, DataType b) {
        return a.kind() == b.kind() && (a.kind() != TypeKind.DECIMAL || a.scale() == b.scale());
    }

    public static boolean isCall(Scalar scalar, ScalarFunction function) {
        return scalar instanceof Scalar.Call call && call.function() == function;
    }

    /** The arguments of nested ANDs. */
    public static List<Scalar> conjuncts(Scalar condition) {
        return flatten(condition, ScalarFunction.AND);
    }

    /** The arguments of nested ORs. */
    public static List<Scalar> disjuncts(Scalar condition) {
        return flatten(condition, ScalarFunction.OR);
    }

    private static List<Scalar> flatten(Scalar condition, ScalarFunction function) {
        if (!isCall(condition, function)) {
            return List.of(condition);
        }
        List<Scalar> parts = new ArrayList<>();
        for (Scalar argument : ((Scalar.Call) condition).arguments()) {
            parts.addAll(flatten(argument, function));
        }
        return parts;
    }

    /** All of the conditions; empty if there are none. */
    public static Optional<Scalar> and(List<Scalar> conditions) {
        return combine(conditions, ScalarFunction.AND);
    }

    /** Any of the conditions; empty if there are none. */
    public static Optional<Scalar> or(List<Scalar> conditions) {
        return combine(conditions, ScalarFunction.OR);
    }

    private static Optional<Scalar> combine(List<Scalar> conditions, ScalarFunction function) {
        List<Scalar> different = conditions.stream().distinct().toList();
        return switch (different.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(different.get(0));
            default -> Optional.of(new Scalar.Call(function, different, DataType.BOOLEAN));
        };
    }

    /** Indices of the columns that the expression reads. */
    public static NavigableSet<Integer> columns(Scalar scalar) {
        NavigableSet<Integer> columns = new TreeSet<>();
        collect(scalar, columns);
        return columns;
    }

    private static void collect(Scalar scalar, NavigableSet<Integer> columns) {
        if (scalar instanceof Scalar.ColumnRef column) {
            columns.add(column.index());
        } else if (scalar instanceof Scalar.Call call) {
            call.arguments().forEach(argument -> collect(argument, columns));
        }
    }

    /** Whether its value is the same for all rows. */
    public static boolean isConstant(Scalar scalar) {
        return columns(scalar).isEmpty();
    }

    /** Whether it reads the row that a dependent plan runs for. */
    public static boolean readsOuterRow(Scalar scalar) {
        return scalar instanceof Scalar.Parameter parameter
                ? parameter.isOuter()
                : scalar instanceof Scalar.Call call
                        && call.arguments().stream().anyMatch(Scalars::readsOuterRow);
    }

    /** Bottom-up: every part is replaced by what the function makes of it. */
    public static Scalar rewrite(Scalar scalar, UnaryOperator<Scalar> step) {
        if (!(scalar instanceof Scalar.Call call)) {
            return step.apply(scalar);
        }
        List<Scalar> arguments = new ArrayList<>(call.arguments().size());
        boolean changed = false;
        for (Scalar argument : call.arguments()) {
            Scalar rewritten = rewrite(argument, step);
            changed |= !rewritten.equals(argument);
            arguments.add(rewritten);
        }
        return step.apply(changed ? new Scalar.Call(call.function(), arguments, call.type()) : call);
    }

    /** Every column is replaced by the expression at its index. */
    public static Scalar substitute(Scalar scalar, List<Scalar> byColumn) {
        return rewrite(scalar, part -> part instanceof Scalar.ColumnRef ref ? byColumn.get(ref.index()) : part);
    }

    /** Every column index is mapped. */
    public static Scalar remap(Scalar scalar, UnaryOperator<Integer> index) {
        return rewrite(
                scalar,
                part -> part instanceof Scalar.ColumnRef ref
                        ? new Scalar.ColumnRef(index.apply(ref.index()), ref.type())
                        : part);
    }
}
