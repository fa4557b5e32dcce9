package org.bestpeer.engine.exec.operator;

import java.util.BitSet;
import org.bestpeer.engine.algebra.Scalar;

/** The columns that an expression reads, and the same expression over moved columns. */
final class Columns {
    private Columns() {}

    static void collect(Scalar scalar, BitSet into) {
        scalar.dispatch(new Scalar.Handler<Boolean>() {
            @Override
            public Boolean onColumn(Scalar.ColumnRef column) {
                into.set(column.index());
                return true;
            }

            @Override
            public Boolean onLiteral(Scalar.Literal literal) {
                return true;
            }

            @Override
            public Boolean onParameter(Scalar.Parameter parameter) {
                return true;
            }

            @Override
            public Boolean onCall(Scalar.Call call) {
                call.arguments().forEach(argument -> argument.dispatch(this));
                return true;
            }
        });
    }

    /** @param positions new index of each old column */
    static Scalar move(Scalar scalar, int[] positions) {
        return scalar.dispatch(new Scalar.Handler<Scalar>() {
            @Override
            public Scalar onColumn(Scalar.ColumnRef column) {
                return new Scalar.ColumnRef(positions[column.index()], column.type());
            }

            @Override
            public Scalar onLiteral(Scalar.Literal literal) {
                return literal;
            }

            @Override
            public Scalar onParameter(Scalar.Parameter parameter) {
                return parameter;
            }

            @Override
            public Scalar onCall(Scalar.Call call) {
                return new Scalar.Call(
                        call.function(),
                        call.arguments().stream()
                                .map(argument -> argument.dispatch(this))
                                .toList(),
                        call.type());
            }
        });
    }
}
