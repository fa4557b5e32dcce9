package org.bestpeer.engine.store;

import java.util.List;
import org.bestpeer.engine.algebra.Scalar;

/**
 * A query for the store. Its first two placeholders are the row number of the first row and of the one after the
 * last; then come the literals; then, if there is a limit, the number of rows.
 *
 * @param sql the text, the same for scans that differ only in values
 * @param literals values of the placeholders after the first two, in order
 * @param limited whether the last placeholder is a limit
 */
public record StoreStatement(String sql, List<Scalar.Literal> literals, boolean limited) {
    public StoreStatement {
        literals = List.copyOf(literals);
    }
}
