package org.bestpeer.node.schema;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** What is wrong with a schema file, and where. */
final class SchemaError {
    private SchemaError() {}

    static BestPeerException at(Token place, String what) {
        return at(place.line(), place.column(), what);
    }

    static BestPeerException at(int line, int column, String what) {
        return new BestPeerException(
                ErrorCode.INVALID_STATEMENT, "schema file, line %d, column %d: %s".formatted(line, column, what));
    }
}
