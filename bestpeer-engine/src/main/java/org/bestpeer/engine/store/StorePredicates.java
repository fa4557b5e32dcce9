package org.bestpeer.engine.store;

import java.util.List;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/**
 * Which conditions a store answers exactly as the engine would: comparisons of columns with columns and literals, IN,
 * LIKE with a plain pattern, IS NULL, and AND, OR, NOT of these. Anything that computes is not among
 * them, so nothing can fail or round at the store.
 *
 * <p>Stores compare and match strings by UTF-16 unit, the engine by code point. Both agree on equality, and on the
 * rest as long as no character beyond U+FFFF is involved.
 */
public final class StorePredicates implements Scalar.Handler<Boolean> {
    private static final int MAX_PATTERN = 1000;
    private static final int MAX_CHOICES = 10_000;

    private final boolean basicPlaneOnly;

    /**
     * @param basicPlaneOnly whether no string of the tables in question has a character beyond U+FFFF
     */
    public StorePredicates(boolean basicPlaneOnly) {
        this.basicPlaneOnly = basicPlaneOnly;
    }

    @Override
    public Boolean onColumn(Scalar.ColumnRef column) {
        return column.type().kind() == TypeKind.BOOLEAN;
    }

    @Override
    public Boolean onLiteral(Scalar.Literal literal) {
        return false;
    }

    @Override
    public Boolean onParameter(Scalar.Parameter parameter) {
        return false;
    }

    @Override
    public Boolean onCall(Scalar.Call call) {
        List<Scalar> arguments = call.arguments();
        return switch (call.function()) {
            // Not IS NOT TRUE and its like: HSQLDB takes it for NOT, also where the value is unknown.
            case AND, OR, NOT -> arguments.stream().allMatch(argument -> argument.dispatch(this));
            case IS_NULL, IS_NOT_NULL -> arguments.get(0) instanceof Scalar.ColumnRef;
            case EQUAL, NOT_EQUAL -> comparable(arguments.get(0), arguments.get(1), false);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparable(arguments.get(0), arguments.get(1), true);
            case IN -> isChoice(arguments);
            case LIKE -> isPlainPattern(arguments);
            default -> false;
        };
    }

    /** Whether the store sorts a column of that type as the engine does. */
    public boolean canOrder(DataType type) {
        return type.kind() != TypeKind.VARBINARY && (type.kind() != TypeKind.VARCHAR || basicPlaneOnly);
    }

    private boolean isChoice(List<Scalar> arguments) {
        return arguments.size() <= MAX_CHOICES
                && arguments.get(0) instanceof Scalar.ColumnRef
                && arguments.stream()
                        .skip(1)
                        .allMatch(choice ->
                                choice instanceof Scalar.Literal && comparable(arguments.get(0), choice, false));
    }

    private boolean isPlainPattern(List<Scalar> arguments) {
        // An escape character is left to the engine: what may follow it differs between databases.
        if (arguments.size() != 2
                || !(arguments.get(0) instanceof Scalar.ColumnRef)
                || !(arguments.get(1) instanceof Scalar.Literal pattern)
                || !(pattern.value() instanceof String text)) {
            return false;
        }
        return basicPlaneOnly && isBasicPlane(text) && text.length() <= MAX_PATTERN;
    }

    private boolean comparable(Scalar left, Scalar right, boolean ordered) {
        if (left instanceof Scalar.ColumnRef column) {
            return right instanceof Scalar.Literal literal
                    ? accepts(column.type(), literal, ordered)
                    : right instanceof Scalar.ColumnRef other && sameFamily(column.type(), other.type(), ordered);
        }
        return left instanceof Scalar.Literal literal
                && right instanceof Scalar.ColumnRef column
                && accepts(column.type(), literal, ordered);
    }

    private boolean sameFamily(DataType left, DataType right, boolean ordered) {
        if (Literals.isExact(left) && Literals.isExact(right)) {
            return true;
        }
        return left.kind() == right.kind()
                && switch (left.kind()) {
                    case VARCHAR -> !ordered || basicPlaneOnly;
                    case BOOLEAN -> !ordered;
                    case VARBINARY -> false;
                    default -> true;
                };
    }

    private boolean accepts(DataType column, Scalar.Literal literal, boolean ordered) {
        Object value = literal.value();
        if (value == null || !sameFamily(column, literal.type(), ordered)) {
            return false;
        }
        return switch (column.kind()) {
            case DOUBLE -> Double.isFinite((Double) value);
            case VARCHAR -> !ordered || isBasicPlane((String) value);
            default -> true;
        };
    }

    private static boolean isBasicPlane(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }
}
