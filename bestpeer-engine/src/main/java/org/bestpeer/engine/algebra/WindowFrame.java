package org.bestpeer.engine.algebra;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which rows of its partition, in order, a function sees from a row. Peers are rows that the order does not part; without
 * an order all rows of a partition are.
 *
 * @param unit what offsets count
 * @param exclusion rows that are left out
 */
public record WindowFrame(Unit unit, Bound start, Bound end, Exclusion exclusion) {
    /** The whole partition. */
    public static final WindowFrame ALL = new WindowFrame(
            Unit.ROWS, Bound.of(Edge.UNBOUNDED_PRECEDING), Bound.of(Edge.UNBOUNDED_FOLLOWING), Exclusion.NONE);

    /** What an offset means. */
    public enum Unit {
        /** So many rows; the offset is a constant. */
        ROWS,
        /**
         * Rows up to a value of the only sort key; the offset is the input column that holds this value, computed from
         * the row's own key. From a row whose key is NULL an offset reaches its peers.
         */
        RANGE
    }

    /** An end of a frame, relative to the row; CURRENT_ROW in RANGE includes its peers. */
    public enum Edge {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** Rows of the frame that are not counted. */
    public enum Exclusion {
        NONE,
        CURRENT_ROW,
        /** The row and its peers. */
        GROUP,
        /** Its peers, but not the row. */
        TIES
    }

    /** An end of the frame; the offset is there exactly for PRECEDING and FOLLOWING. */
    public record Bound(Edge edge, Optional<Scalar> offset) {
        /** A bound without an offset. */
        public static Bound of(Edge edge) {
            return new Bound(edge, Optional.empty());
        }

        private Bound withColumn(IntUnaryOperator position) {
            return new Bound(
                    edge,
                    offset.map(value -> value instanceof Scalar.ColumnRef column
                            ? new Scalar.ColumnRef(position.applyAsInt(column.index()), column.type())
                            : value));
        }
    }

    /** The same frame over an input whose columns have other numbers. */
    public WindowFrame withColumns(IntUnaryOperator position) {
        return new WindowFrame(unit, start.withColumn(position), end.withColumn(position), exclusion);
    }

    WindowFrame withOffsets(UnaryOperator<Scalar> step) {
        return new WindowFrame(
                unit,
                new Bound(start.edge, start.offset.map(step)),
                new Bound(end.edge, end.offset.map(step)),
                exclusion);
    }

    /** The input columns that hold boundary values. */
    public List<Integer> columns() {
        return Stream.of(start, end)
                .flatMap(bound -> bound.offset().stream())
                .filter(Scalar.ColumnRef.class::isInstance)
                .map(offset -> ((Scalar.ColumnRef) offset).index())
                .toList();
    }
}
