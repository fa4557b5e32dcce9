package org.bestpeer.engine.algebra;

import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** A typed expression over the columns of an operator's input. Immutable. */
public sealed interface Scalar {
    DataType type();

    <R> R dispatch(Handler<R> handler);

    /** The value of an input column; for a join's condition the right side's columns follow the left side's. */
    record ColumnRef(int index, DataType type) implements Scalar {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onColumn(this);
        }
    }

    /** A constant, in the Java class of its type; null is SQL's NULL. */
    record Literal(@Nullable Object value, DataType type) implements Scalar {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onLiteral(this);
        }
    }

    /** A value bound at execution; never inside a fragment. */
    record Parameter(int index, DataType type) implements Scalar {
        /** The index of the time at which the execution began, as a TIMESTAMP in the session's zone. */
        public static final int NOW = -1;

        /** Whether it is the value of a column of the row that a dependent plan runs for. */
        public boolean isOuter() {
            return index < NOW;
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onParameter(this);
        }
    }

    /** A function or operator applied to arguments; the argument types are those that the function demands. */
    record Call(ScalarFunction function, List<Scalar> arguments, DataType type) implements Scalar {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onCall(this);
        }
    }

    /** One case for each kind of expression; a forgotten one does not compile. */
    interface Handler<R> {
        R onColumn(ColumnRef column);

        R onLiteral(Literal literal);

        R onParameter(Parameter parameter);

        R onCall(Call call);
    }
}
