package org.bestpeer.engine.exec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;

/**
 * What a store is asked to read.
 *
 * @param scan table and columns, in the order of the result
 * @param filter condition over the scan's columns that {@link TableSource#canEvaluate} said yes to
 * @param order order over the scan's columns; empty for any
 * @param limit so many of the rows, the first by that order, are enough
 */
public record StoreScan(Operator.Scan scan, Optional<Scalar> filter, List<SortKey> order, OptionalLong limit) {
    public StoreScan {
        order = List.copyOf(order);
    }
}
