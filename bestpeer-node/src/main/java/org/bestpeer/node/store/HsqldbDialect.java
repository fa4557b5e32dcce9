package org.bestpeer.node.store;

import org.bestpeer.engine.store.SqlDialect;
import org.bestpeer.engine.type.DataType;

/** SQL as HSQLDB wants it. */
final class HsqldbDialect implements SqlDialect {
    static final int MAX_LENGTH = 16_777_216;

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String typedPlaceholder(DataType type) {
        return "CAST(? AS " + typeName(type) + ")";
    }

    @Override
    public String limitClause() {
        return "FETCH ? ROWS ONLY";
    }

    /**
     * The type that holds every value of ours. Lengths are checked when rows are loaded, because HSQLDB counts UTF-16
     * units; without a length a longer literal in a comparison is no error either.
     */
    static String typeName(DataType type) {
        return switch (type.kind()) {
            case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
            case VARCHAR -> "VARCHAR(" + MAX_LENGTH + ")";
            case VARBINARY -> "VARBINARY(" + MAX_LENGTH + ")";
            // As the numbers that they are for us: HSQLDB shifts days before 1582 by the Julian calendar.
            case DATE -> "INTEGER";
            case TIME, TIMESTAMP -> "BIGINT";
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DOUBLE -> type.kind().name();
        };
    }
}
