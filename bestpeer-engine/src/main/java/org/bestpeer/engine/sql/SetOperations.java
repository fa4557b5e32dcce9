package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.algebra.WindowFrame;
import org.bestpeer.engine.algebra.WindowFunction;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * INTERSECT ALL and EXCEPT ALL. Equal rows of each side are numbered; then no row is there twice, and a numbered row is
 * in the result if it is on both sides, or only on the left one.
 */
final class SetOperations {
    private SetOperations() {}

    /** The rows of the first input that are, as often, in the second one too; and so on for further inputs. */
    static Operator intersectAll(List<Operator> inputs) {
        return inputs.stream().reduce((left, right) -> combined(left, right, 1)).orElseThrow();
    }

    /** The rows of the first input without as many of the others. */
    static Operator exceptAll(List<Operator> inputs) {
        return inputs.stream().reduce((left, right) -> combined(left, right, 0)).orElseThrow();
    }

    private static Operator combined(Operator left, Operator right, int onRight) {
        int width = left.fields().size();
        Operator both = new Operator.Union(List.of(numbered(left, 1, 0), numbered(right, 0, 1)));
        List<AggregateCall> sides = List.of(most(width + 1, "l"), most(width + 2, "r"));
        List<Integer> keys = IntStream.rangeClosed(0, width).boxed().toList();
        Operator rows = new Operator.Aggregate(both, keys, sides);
        Operator wanted = Operators.filter(rows, List.of(equal(width + 1, 1), equal(width + 2, onRight)));
        return Operators.select(wanted, IntStream.range(0, width).boxed().toList());
    }

    private static AggregateCall most(int column, String name) {
        return new AggregateCall(
                AggregateFunction.MAX, false, List.of(column), OptionalInt.empty(), new Field(name, DataType.INTEGER));
    }

    private static Scalar equal(int column, int value) {
        return Scalars.call(
                ScalarFunction.EQUAL, DataType.BOOLEAN, new Scalar.ColumnRef(column, DataType.INTEGER), integer(value));
    }

    private static Scalar integer(int value) {
        return new Scalar.Literal(value, DataType.INTEGER);
    }

    /** The columns, the number of the row among those equal to it, and which side it is of. */
    private static Operator numbered(Operator input, int left, int right) {
        WindowCall number = new WindowCall(
                WindowFunction.ROW_NUMBER, List.of(), false, WindowFrame.ALL, new Field("row", DataType.BIGINT));
        List<Integer> all = IntStream.range(0, input.fields().size()).boxed().toList();
        Operator window = new Operator.Window(input, all, List.of(), List.of(number));
        List<Scalar> columns = new ArrayList<>(Scalars.references(window.fields()));
        List<String> names =
                new ArrayList<>(window.fields().stream().map(Field::name).toList());
        columns.add(integer(left));
        columns.add(integer(right));
        names.add("l");
        names.add("r");
        return Operators.project(window, columns, names);
    }
}
