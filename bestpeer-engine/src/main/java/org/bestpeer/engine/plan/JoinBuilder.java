package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/**
 * Makes a join of conditions over the left columns followed by the right ones: equalities between the sides become
 * keys, of one type on both sides and computed below the join where they are no plain columns; the rest is its
 * condition.
 */
public final class JoinBuilder {
    private final JoinKind kind;
    private final Operator left;
    private final Operator right;
    private final int leftWidth;
    private final List<Scalar> leftExtra = new ArrayList<>();
    private final List<Scalar> rightExtra = new ArrayList<>();
    private final List<EquiKey> keys = new ArrayList<>();
    private final List<Scalar> rest = new ArrayList<>();

    private JoinBuilder(JoinKind kind, Operator left, Operator right) {
        this.kind = kind;
        this.left = left;
        this.right = right;
        this.leftWidth = left.fields().size();
    }

    /** The join; its columns are the left ones, then (but for SEMI and ANTI) the right ones. */
    public static Operator join(JoinKind kind, Operator left, Operator right, List<Scalar> conditions) {
        JoinBuilder builder = new JoinBuilder(kind, left, right);
        conditions.forEach(builder::add);
        return builder.build();
    }

    private void add(Scalar condition) {
        if (Scalars.isCall(condition, ScalarFunction.EQUAL)) {
            List<Scalar> sides = ((Scalar.Call) condition).arguments();
            if (isLeft(sides.get(0)) && isRight(sides.get(1))) {
                addKey(sides.get(0), toRight(sides.get(1)));
                return;
            }
            if (isLeft(sides.get(1)) && isRight(sides.get(0))) {
                addKey(sides.get(1), toRight(sides.get(0)));
                return;
            }
        }
        if (!(condition instanceof Scalar.Literal literal && Boolean.TRUE.equals(literal.value()))) {
            rest.add(condition);
        }
    }

    private boolean isLeft(Scalar side) {
        NavigableSet<Integer> columns = Scalars.columns(side);
        return !columns.isEmpty() && columns.last() < leftWidth;
    }

    private boolean isRight(Scalar side) {
        NavigableSet<Integer> columns = Scalars.columns(side);
        return !columns.isEmpty() && columns.first() >= leftWidth;
    }

    private Scalar toRight(Scalar side) {
        return Scalars.remap(side, c -> c - leftWidth);
    }

    private void addKey(Scalar leftKey, Scalar rightKey) {
        // Decimals are compared as they are: one type for both may have no room for the digits of either.
        boolean exact =
                leftKey.type().kind() == TypeKind.DECIMAL && rightKey.type().kind() == TypeKind.DECIMAL;
        DataType type = commonType(leftKey.type(), rightKey.type());
        Scalar ofLeft = exact || Scalars.isSameValue(leftKey.type(), type) ? leftKey : Scalars.cast(leftKey, type);
        Scalar ofRight = exact || Scalars.isSameValue(rightKey.type(), type) ? rightKey : Scalars.cast(rightKey, type);
        keys.add(new EquiKey(place(ofLeft, left, leftExtra), place(ofRight, right, rightExtra)));
    }

    private static int place(Scalar key, Operator side, List<Scalar> extra) {
        if (key instanceof Scalar.ColumnRef column) {
            return column.index();
        }
        if (!extra.contains(key)) {
            extra.add(key);
        }
        return side.fields().size() + extra.indexOf(key);
    }

    private Operator build() {
        Operator wideLeft = widen(left, leftExtra);
        Operator wideRight = widen(right, rightExtra);
        int shift = leftExtra.size();
        List<Scalar> conditions = rest.stream()
                .map(c -> Scalars.remap(c, i -> i < leftWidth ? i : i + shift))
                .toList();
        Operator join = new Operator.Join(kind, wideLeft, wideRight, keys, Scalars.and(conditions));
        if (leftExtra.isEmpty() && rightExtra.isEmpty()) {
            return join;
        }
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < leftWidth; i++) {
            columns.add(i);
        }
        if (kind != JoinKind.SEMI && kind != JoinKind.ANTI) {
            for (int i = 0; i < right.fields().size(); i++) {
                columns.add(leftWidth + shift + i);
            }
        }
        return Operators.select(join, columns);
    }

    private static Operator widen(Operator side, List<Scalar> extra) {
        List<Scalar> expressions = new ArrayList<>(Scalars.references(side.fields()));
        List<String> names =
                new ArrayList<>(side.fields().stream().map(Field::name).toList());
        for (int i = 0; i < extra.size(); i++) {
            names.add("key" + i);
        }
        expressions.addAll(extra);
        return Operators.project(side, expressions, names);
    }

    /** A type in which values of both types are equal exactly if they are equal as values. */
    static DataType commonType(DataType a, DataType b) {
        if (Scalars.isSameValue(a, b)) {
            return a;
        }
        if (a.isNumeric() && b.isNumeric()) {
            return commonNumber(a, b);
        }
        return a.kind() == TypeKind.TIMESTAMP || b.kind() == TypeKind.TIMESTAMP ? DataType.TIMESTAMP : a;
    }

    private static DataType commonNumber(DataType a, DataType b) {
        if (a.kind() == TypeKind.DOUBLE || b.kind() == TypeKind.DOUBLE) {
            return DataType.DOUBLE;
        }
        if (a.kind() != TypeKind.DECIMAL && b.kind() != TypeKind.DECIMAL) {
            return a.kind().compareTo(b.kind()) > 0 ? a : b;
        }
        DataType x = Decimals.asDecimal(a);
        DataType y = Decimals.asDecimal(b);
        int scale = Math.max(x.scale(), y.scale());
        int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
        return DataType.decimal(Math.min(whole + scale, DataType.MAX_DECIMAL_PRECISION), scale);
    }
}
